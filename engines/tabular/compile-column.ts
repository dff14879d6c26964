import { halfWidth, NullTokens } from './cell-bytes.ts';
import { KEEP, keepIfSame } from './cell-workspace.ts';
import type { Convert } from './cell-workspace.ts';
import type { ColumnPlan, Transformation } from './column-plan.ts';
import { convertBoolean } from './parse-boolean.ts';
import { dateConverter, datetimeConverter } from './parse-date.ts';
import { identifierConverter } from './parse-identifier.ts';
import { moneyConverter, unitOfAmounts } from './parse-money.ts';
import { convertDecimal, convertInteger } from './parse-number.ts';

/** A column plan made ready for millions of cells. */
export interface CompiledColumn {
  plan: ColumnPlan;
  nulls: NullTokens;
  /** Undefined for text that is taken as it is. */
  convert: Convert | undefined;
  /** Blanks at the edges are not part of the value. */
  trim: boolean;
  /** Whether `CellWorkspace.value` is meaningful after a conversion. */
  ordered: boolean;
  personal: boolean;
  allowed: ReadonlySet<string> | undefined;
}

export function compileColumn(plan: ColumnPlan): CompiledColumn {
  const texts = (plan.transformations ?? []).filter((name) => name !== 'trim' && name !== 'serialDates');
  const typed = typeConverter(plan);
  return {
    plan,
    nulls: new NullTokens(plan.nullTokensAs === 'text' ? [] : (plan.nullTokens ?? [])),
    convert: texts.length === 0 ? typed : transformed(texts, typed),
    trim: plan.type !== 'text' || (plan.transformations ?? []).includes('trim'),
    ordered: ['integer', 'decimal', 'money', 'date', 'datetime'].includes(plan.type),
    personal: plan.personal ?? (plan.type === 'residentId' || plan.type === 'phone'),
    allowed: plan.allowedValues ? new Set(plan.allowedValues) : undefined,
  };
}

function typeConverter(plan: ColumnPlan): Convert | undefined {
  const serials = plan.transformations?.includes('serialDates') ?? false;
  switch (plan.type) {
    case 'text':
      return undefined;
    case 'integer':
      return convertInteger;
    case 'decimal':
      return convertDecimal;
    case 'money': {
      const { unit = '元', currency = 'CNY', currencyTarget } = plan.money ?? {};
      return moneyConverter({
        unit,
        keptIn: unitOfAmounts(plan.target) ?? '元',
        currency,
        anyCurrency: currencyTarget !== undefined,
      });
    }
    case 'date':
      return dateConverter({ serials });
    case 'datetime':
      return datetimeConverter({ serials });
    case 'boolean':
      return convertBoolean;
    case 'creditCode':
    case 'residentId':
    case 'divisionCode':
    case 'phone':
      return identifierConverter(plan.type, plan.keepBadCheckDigits ?? false);
  }
}

const TEXT_CHANGES: Readonly<
  Record<Exclude<Transformation, 'trim' | 'serialDates'>, (text: string) => string>
> = {
  collapseSpaces: (text) => text.replace(/[\s\u200b]+/gu, ' '),
  removeSpaces: (text) => text.replace(/[\s\u200b]+/gu, ''),
  halfWidth,
  upperCase: (text) => text.toUpperCase(),
};

/** Text changes first, then the type's own conversion on their result. */
function transformed(names: readonly Transformation[], typed: Convert | undefined): Convert {
  const changes = names.map((name) => TEXT_CHANGES[name as keyof typeof TEXT_CHANGES]);
  return (bytes, from, to, work) => {
    const original = bytes.toString('utf8', from, to);
    const text = changes.reduce((value, change) => change(value), original);
    if (!typed) return keepIfSame(text, original, work);
    const changed = Buffer.from(text, 'utf8');
    const verdict = typed(changed, 0, changed.length, work);
    return verdict === KEEP ? keepIfSame(text, original, work) : verdict;
  };
}
