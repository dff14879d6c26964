import { equalBytes, halfWidth } from './cell-bytes.ts';
import type { CellWorkspace, Convert } from './cell-workspace.ts';
import { RULE_NUMBER } from './defect-rules.ts';
import { plainDecimal, shiftDecimal } from './parse-number.ts';

/** Powers of ten over one yuan. */
const UNIT_SHIFTS = { 元: 0, 百元: 2, 千元: 3, 万元: 4, 十万元: 5, 百万元: 6, 千万元: 7, 亿元: 8 } as const;

/** The unit of amounts that name none, such as the header 注册资本（万元） states. */
export type MoneyUnit = keyof typeof UNIT_SHIFTS;

const MONEY_UNITS = Object.keys(UNIT_SHIFTS) as readonly MoneyUnit[];

const UNIT = `(${[...MONEY_UNITS].toReversed().join('|')})(?:人民币|RMB|CNY)?`;
/** Between brackets, marks or blanks, or at the end; 单元 and 美元 are other words. */
const UNIT_APART = new RegExp(`(?:^|[(:,;、\\s])(?:单位:?\\s*)?(?:人民币)?${UNIT}(?=$|[)/,;、\\s])`, 'u');
const UNIT_AT_END = new RegExp(`(?<![/十百千万亿单公纪美港欧日韩澳加])${UNIT}(?:\\([^()]*\\))?\\)?$`, 'u');

/** In brackets of its own, where nothing but an amount can be meant. */
const SCALE_ALONE = /\((?:单位:?\s*)?([百千]?万|亿)\)/u;

function spelled(name: string): string {
  return halfWidth(name)
    .trim()
    .replace(/[[【{〔]/gu, '(')
    .replace(/[\]】}〕]/gu, ')')
    .replace(/\(([十百千]?万|[百千亿])\)\s*(?=元)/gu, '$1')
    .replace(/(?<=[十百千万亿])\s+(?=[万元])/gu, '');
}

/** 万元 etc. when a name states the unit, as in 注册资本（万元）, 收入[万元/年]. */
export function unitInName(name: string): MoneyUnit | undefined {
  return unitIn(spelled(name));
}

/** The same of what is known to hold amounts: 投资额（万） means 万元, as 人数（万） does not. */
export function unitOfAmounts(name: string): MoneyUnit | undefined {
  const written = spelled(name);
  const scale = SCALE_ALONE.exec(written)?.[1];
  return unitIn(written) ?? (scale === undefined ? undefined : (`${scale}元` as MoneyUnit));
}

function unitIn(written: string): MoneyUnit | undefined {
  return (UNIT_APART.exec(written) ?? UNIT_AT_END.exec(written))?.[1] as MoneyUnit | undefined;
}

/** How an amount is read and kept: by default in units of its currency. */
export interface MoneyUnits {
  /** Of numbers that name none. */
  unit: MoneyUnit;
  /** That amounts are kept in: the one that the item's name states, so that 注册资本（万元） holds 万元. */
  keptIn: MoneyUnit;
}

export interface Money {
  /** Decimal in the unit that amounts are kept in, e.g. yuan. Exact. */
  amount: string;
  /** ISO 4217. */
  currency: string;
  /** A foreign sign alone, as in `$1000000` under 万元: whether its number is in that unit is not said. */
  unclear: boolean;
}

const SCALES: readonly (readonly [string, number])[] = [
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['万', 4],
  ['亿', 8],
  ['千', 3],
  ['百', 2],
];

const CURRENCIES: Readonly<Record<string, string>> = {
  '': 'CNY', 元: 'CNY', 圆: 'CNY', 人民币: 'CNY', 元人民币: 'CNY', 人民币元: 'CNY', 圆人民币: 'CNY', 人民币圆: 'CNY',
  RMB: 'CNY', CNY: 'CNY', '¥': 'CNY', 元CNY: 'CNY', 元RMB: 'CNY',
  美元: 'USD', 美金: 'USD', 美圆: 'USD', 元美元: 'USD', 美元元: 'USD', USD: 'USD', $: 'USD',
  港元: 'HKD', 港币: 'HKD', 香港元: 'HKD', 元港币: 'HKD', HKD: 'HKD', HK$: 'HKD',
  澳门元: 'MOP', MOP: 'MOP', 新台币: 'TWD', 台币: 'TWD', 新台币元: 'TWD', TWD: 'TWD',
  欧元: 'EUR', EUR: 'EUR', '€': 'EUR', 英镑: 'GBP', GBP: 'GBP', '£': 'GBP', 日元: 'JPY', 日圆: 'JPY', JPY: 'JPY',
  韩元: 'KRW', KRW: 'KRW', 澳元: 'AUD', 澳大利亚元: 'AUD', AUD: 'AUD', 加元: 'CAD', 加拿大元: 'CAD', CAD: 'CAD',
  新加坡元: 'SGD', 新元: 'SGD', SGD: 'SGD', 瑞士法郎: 'CHF', CHF: 'CHF', 卢布: 'RUB', RUB: 'RUB',
}; // prettier-ignore

interface Suffix {
  bytes: Buffer;
  shift: number;
  currency: string;
}

/** 万元, (万人民币元), 美元, … → scale and currency; undefined when it is neither. `unit` fills in when empty. */
export function readMoneyUnit(
  text: string,
  unit: MoneyUnit,
): { shift: number; currency: string; unclear: boolean } | undefined {
  const bare = halfWidth(text)
    .replace(/[\s()[\]]/gu, '')
    .replace(/整$/u, '')
    .toUpperCase()
    .replaceAll('￥', '¥');
  const meant = bare === '' || CURRENCIES[bare] !== undefined ? withUnit(bare, unit) : bare;
  const scale = SCALES.find(([word]) => meant.includes(word));
  const currency = CURRENCIES[scale ? meant.replace(scale[0], '') : meant];
  const unclear = unit !== '元' && FOREIGN_SIGN.test(bare);
  return currency === undefined ? undefined : { shift: scale?.[1] ?? 0, currency, unclear };
}

const FOREIGN_SIGN = /^(?:[$€£]|HK\$)$/u;

/** A bare number takes the column's unit; a currency sign says the currency but not the scale. */
function withUnit(bare: string, unit: MoneyUnit): string {
  const named = bare !== '' && bare !== '¥' && !FOREIGN_SIGN.test(bare);
  return named ? bare : unit.replace('元', '') + bare;
}

/** Accountants write -3 as (3). */
const IN_BRACKETS = /^\(\s*(¥?)\s*([\d,.]+)\s*\)$/u;
const LEADING = /^([^\d.+-]*)([-+]?[\d,.]+)(.*)$/u;

/** One amount as text; the slow and complete form of `moneyConverter`. */
export function parseMoney(text: string, { unit, keptIn }: MoneyUnits): Money | undefined {
  const written = halfWidth(text).replaceAll('￥', '¥').trim();
  const match = LEADING.exec(written.replace(IN_BRACKETS, '$1-$2'));
  if (!match) return undefined;
  const [, before = '', number = '', after = ''] = match;
  const plain = plainDecimal(number);
  const meaning = readMoneyUnit(before === '¥' && /人民币|元/u.test(after) ? after : before + after, unit);
  if (plain === undefined || plain === 'range' || !meaning) return undefined;
  if (!isClosed(before) || !isClosed(after)) return undefined;
  const sign = /^-.*[1-9]/u.test(plain) ? '-' : '';
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const shift = meaning.shift - UNIT_SHIFTS[keptIn];
  const amount = shiftDecimal(whole, fraction, shift);
  const { currency, unclear } = meaning;
  return { amount: sign + (shift < 0 ? withoutTail(amount) : amount), currency, unclear };
}

const isClosed = (text: string) => text.split('(').length === text.split(')').length;

/** The zeros that a smaller unit leaves behind the point say nothing. */
const withoutTail = (amount: string) => amount.replace(/\.?0+$/u, '') || '0';

const MAX_SUFFIXES = 64;
const COMMA = 0x2c;
const DOT = 0x2e;

/**
 * Amounts such as `820(万元)`, `5,000(万元人民币)`, `100万美元` → a decimal in the unit they are kept in. Number and
 * unit are read from the bytes; the few different units of a column are remembered. Amounts in another
 * currency than `currency` are refused unless `anyCurrency` (a currency column is planned); then, too, where only a sign
 * names it under another unit than 元.
 */
export function moneyConverter(options: MoneyUnits & { currency: string; anyCurrency: boolean }): Convert {
  const known: Suffix[] = [];
  const accept = (work: CellWorkspace, currency: string, verdict: () => number): number => {
    if (!options.anyCurrency && currency !== options.currency) return RULE_NUMBER.TABULAR_FOREIGN_CURRENCY;
    work.currency = currency;
    return verdict();
  };
  const slow = (bytes: Buffer, from: number, to: number, work: CellWorkspace): number => {
    const money = parseMoney(bytes.toString('utf8', from, to), options);
    if (!money) return RULE_NUMBER.TABULAR_NOT_MONEY;
    if (money.unclear && options.anyCurrency) return RULE_NUMBER.TABULAR_UNIT_UNCLEAR;
    work.value = Number(money.amount);
    return accept(work, money.currency, () => work.put(money.amount));
  };
  const learn = (bytes: Buffer, from: number, to: number): void => {
    const meaning = readMoneyUnit(bytes.toString('utf8', from, to), options.unit);
    if (!meaning || known.length >= MAX_SUFFIXES) return;
    const shift = meaning.shift - UNIT_SHIFTS[options.keptIn];
    // Amounts in smaller units get a fraction, which the slow form writes.
    if (shift >= 0) known.push({ ...meaning, bytes: Buffer.from(bytes.subarray(from, to)), shift });
  };
  return (bytes, from, to, work) => {
    const at = wholeNumberEnd(bytes, from, to);
    const suffix =
      at < 0
        ? undefined
        : known.find((unit) => unit.bytes.length === to - at && equalBytes(unit.bytes, bytes, at));
    if (suffix) return accept(work, suffix.currency, () => putShifted(bytes, from, at, suffix.shift, work));
    const verdict = slow(bytes, from, to, work);
    if (verdict < 0 && at > 0) learn(bytes, at, to);
    return verdict;
  };
}

/** End of up to twelve digits, plain or grouped in thousands, at `from`; -1 for any other number. */
function wholeNumberEnd(bytes: Buffer, from: number, to: number): number {
  let at = from;
  let group = 0;
  let groups = 0;
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) group++;
    else if (byte === COMMA && (groups === 0 ? group >= 1 && group <= 3 : group === 3)) {
      groups++;
      group = 0;
    } else break;
  }
  const wellFormed = groups === 0 ? group > 0 && group <= 12 : group === 3 && groups <= 3;
  return wellFormed && bytes[at] !== DOT && bytes[at] !== COMMA ? at : -1;
}

/** The digits, without separators and leading zeros, followed by `shift` zeros. */
function putShifted(bytes: Buffer, from: number, to: number, shift: number, work: CellWorkspace): number {
  const out = work.open(to - from + shift);
  let write = work.from;
  let value = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === COMMA) continue;
    value = value * 10 + byte - 0x30;
    if (value > 0 || at + 1 === to) out[write++] = byte;
  }
  work.value = value * 10 ** shift;
  if (value > 0) for (let i = 0; i < shift; i++) out[write++] = 0x30;
  return work.close(write);
}
