import type { ColumnType, Transformation } from './column-plan.ts';

/** A type that is tried on every sampled value. */
export interface Candidate {
  type: ColumnType;
  transformations?: Transformation[];
  /** Rules that mean "not of this shape at all"; others (a failing check digit) still speak for the type. */
  rejecting?: number[];
}

export interface TypeEvidence {
  type: ColumnType;
  transformations: Transformation[];
  accepted: number;
  rejected: number;
  /** Share of the filled values that would be rejected. */
  rejectedShare: number;
}

interface Tried extends Candidate {
  accepted: number;
  rejected: number;
  /** Rejected, but of the right shape. */
  shaped: number;
}

/** What is known of the column besides the tries. */
export interface ColumnFacts {
  name: string;
  filled: number;
  distinct: number;
  /** Half or more are mobile numbers, spread as those of subscribers. */
  subscribers: boolean;
  /** Nearly all are in the register of divisions. */
  knownDivisions: boolean;
  leadingZeros: number;
  unitNamed: boolean;
  bothBooleans: boolean;
  onlyPositive: boolean;
  hasNegativeToken: boolean;
}

export interface TypeChoice {
  type: ColumnType;
  transformations: Transformation[];
  confidence: number;
  candidates: TypeEvidence[];
}

/** Of the values, so many must fit; the rest is taken for defects. */
const MIN_SHARE = 0.9;
/** Fewer different numbers may look spread by chance. */
const FEW_DISTINCT = 5;
const HINTS: Readonly<Partial<Record<ColumnType, RegExp>>> = {
  date: /日期|时间|年月日|日$|date|day|time/iu,
  phone: /电话|手机|(?:联系|联络|通讯|通信)方式|传真|phone|mobile|tel|lxdh|lxfs|sjh|dhhm/iu,
  divisionCode:
    /区划|行政区|地区码|地区代码|属地|辖区|区县|县区|所在地|division|region|district|county|adcode|xzqh/iu,
  boolean: /^是否|^有无|标志|flag|^is_|^has_/iu,
  creditCode: /信用代码|社会代码|机构代码|credit|uscc|shxydm/iu,
  residentId: /身份证|身份号|证件号|id_?card|sfz/iu,
  money: /金额|资金|资本|投资|收入|价|费|款|额|amount|capital|price|fee/iu,
};

/** Names of numbers that are counted out to papers and parcels; nobody keeps telephones under them. */
const SERIAL_NUMBERS = /单号|流水|序号|order_?(?:no|id|num)|serial/iu;

function hinted(type: ColumnType, name: string): boolean {
  return HINTS[type]?.test(name) ?? false;
}

/** Whether a column's name says that divisions are in it. */
export function namesDivisions(name: string): boolean {
  return hinted('divisionCode', name);
}

/** The most telling type that fits nearly all values; text if none does. */
export function chooseType(tries: readonly Tried[], facts: ColumnFacts): TypeChoice {
  const candidates = tries.map((tried) => ({
    type: tried.type,
    transformations: tried.transformations ?? [],
    accepted: tried.accepted,
    rejected: tried.rejected,
    rejectedShare: facts.filled === 0 ? 0 : tried.rejected / facts.filled,
  }));
  const text: TypeEvidence = {
    type: 'text',
    transformations: [],
    accepted: facts.filled,
    rejected: 0,
    rejectedShare: 0,
  };
  const all = [...candidates, text];
  if (facts.filled === 0) return { type: 'text', transformations: [], confidence: 0, candidates: all };
  const chosen = tries.findIndex((tried) => fits(tried, tries, facts));
  if (chosen < 0) return { type: 'text', transformations: [], confidence: 1, candidates: all };
  const { type, transformations } = candidates[chosen]!;
  const share = (tries[chosen]!.accepted + tries[chosen]!.shaped) / facts.filled;
  const few = facts.filled < 20 ? 0.8 : 1;
  return {
    type,
    transformations,
    confidence: Math.round(share * few * certainty(type, facts) * 100) / 100,
    candidates: all,
  };
}

function fits(tried: Tried, tries: readonly Tried[], facts: ColumnFacts): boolean {
  const { filled, name } = facts;
  if (tried.accepted + tried.shaped < MIN_SHARE * filled) return false;
  const acceptedBy = (type: ColumnType) => tries.find((other) => other.type === type)?.accepted ?? 0;
  switch (tried.type) {
    // Both have 18 digits, and some numbers of either pass the other's check digits by chance, as any number may.
    case 'creditCode':
      return isMeant(tried, facts) && tried.accepted > acceptedBy('residentId');
    case 'residentId':
      return isMeant(tried, facts) && tried.accepted > acceptedBy('creditCode');
    case 'datetime':
      return tried.accepted > 0;
    case 'phone':
      return (
        hinted('phone', name) ||
        isDecisive('phone', facts) ||
        (tried.accepted === filled && acceptedBy('integer') < filled)
      );
    case 'divisionCode':
      return hinted('divisionCode', name) || isDecisive('divisionCode', facts);
    case 'boolean':
      return isBoolean(tries, facts);
    case 'date':
      return isDate(tried, acceptedBy('integer'), facts);
    case 'integer':
    case 'decimal':
      return facts.leadingZeros === 0 && !facts.unitNamed;
    case 'money':
      return facts.leadingZeros === 0 && (facts.unitNamed || acceptedBy('decimal') < filled);
    case 'text':
      return true;
  }
}

/** Check digits that fit by chance are few; a column whose name says what it holds may be that full of errors. */
function isMeant({ type, accepted }: Tried, { filled, name }: ColumnFacts): boolean {
  return hinted(type, name) || accepted >= filled / 4;
}

/** The values alone tell what they are, unless the header says something else. */
function isDecisive(type: ColumnType, facts: ColumnFacts): boolean {
  if (type === 'phone')
    return facts.subscribers && facts.distinct >= FEW_DISTINCT && !SERIAL_NUMBERS.test(facts.name);
  return type === 'divisionCode' && facts.knownDivisions;
}

/** Two words for yes and no; bare 1 and 0 only where the name says so. 有 alone counts if 无 was seen. */
function isBoolean(tries: readonly Tried[], facts: ColumnFacts): boolean {
  const digits = (tries.find(({ type }) => type === 'integer')?.accepted ?? 0) > 0;
  if (digits) return hinted('boolean', facts.name) && facts.distinct <= 2;
  return (
    facts.bothBooleans || hinted('boolean', facts.name) || (facts.onlyPositive && facts.hasNegativeToken)
  );
}

/** Eight digits are a date only if all are one or the name says so; serial numbers only if the name says so. */
function isDate(tried: Tried, integers: number, facts: ColumnFacts): boolean {
  const serials = tried.transformations?.includes('serialDates') ?? false;
  if (serials) return hinted('date', facts.name) && tried.accepted > 0;
  if (integers < MIN_SHARE * facts.filled) return true;
  return (
    hinted('date', facts.name) ||
    (tried.accepted === facts.filled && facts.filled >= 20 && facts.distinct > 1)
  );
}

function certainty(type: ColumnType, facts: ColumnFacts): number {
  const ambiguous: readonly ColumnType[] = ['phone', 'divisionCode', 'boolean', 'money'];
  const isTold = hinted(type, facts.name) || isDecisive(type, facts) || facts.unitNamed;
  return ambiguous.includes(type) && !isTold ? 0.9 : 1;
}
