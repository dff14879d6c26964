import { dropBlanks, NullTokens, skipBlanks } from './cell-bytes.ts';
import { CellWorkspace } from './cell-workspace.ts';
import type { ColumnPlan, ColumnType, ImportPlan, Transformation } from './column-plan.ts';
import { ProfileCollector } from './column-profile.ts';
import type { ColumnProfile } from './column-profile.ts';
import { compileColumn } from './compile-column.ts';
import type { CompiledColumn } from './compile-column.ts';
import { DivisionValues } from './division-values.ts';
import type { KnownDivisions } from './division-values.ts';
import { RULE_NUMBER } from './defect-rules.ts';
import { unitInName, unitOfAmounts, type MoneyUnit } from './parse-money.ts';
import type { RowBatch, Table } from './row-batch.ts';
import { CELL_ERROR, CELL_NULL, CELL_UNCALCULATED } from './row-batch.ts';
import { SubscriberNumbers } from './subscriber-numbers.ts';
import { chooseType } from './type-choice.ts';
import type { Candidate, TypeEvidence } from './type-choice.ts';
import { ValueHasher, type HashKey } from './value-hash.ts';
import { PatternMaker } from './value-pattern.ts';

export interface ColumnGuess {
  source: string;
  type: ColumnType;
  /** 0 to 1: share of the sampled values that the type accepts, lowered where the type is not compelling. */
  confidence: number;
  /** Every type tried: values accepted, values rejected, and the share that would be rejected. */
  candidates: TypeEvidence[];
  /** Tokens for "no value" that occur, with their counts. */
  nullTokens: { token: string; count: number }[];
  transformations: Transformation[];
  /** Of amounts, and of what the name says the unit of, if it were amounts. */
  money?: { unit: MoneyUnit; currencies: string[] };
  /** Of the sampled rows. */
  profile: ColumnProfile;
  sampledRows: number;
}

export interface GuessOptions {
  /** Rows looked at per table. Default 10,000. */
  rows?: number;
  nullTokens?: readonly string[];
  /** The register of divisions; without it only a header tells division codes from other numbers. */
  knownDivisions?: KnownDivisions;
  /** As in `ImportOptions`. */
  hashKey?: HashKey;
}

/** Texts that commonly stand for "no value". 无 is left to boolean columns that also hold 有. */
export const COMMON_NULL_TOKENS: readonly string[] = [
  'N/A', 'n/a', '#N/A', 'NA', 'NULL', 'null', 'Null', 'None', 'none', 'NaN', 'nan', '\\N', '-', '--', '---', '—', '——', '－',
  '/', '\\', '.', '*', '?', '？', '无', '暂无', '空', '未知', '不详', '未填写', '无数据', '(null)', '（无）',
]; // prettier-ignore

const CANDIDATES: readonly Candidate[] = [
  { type: 'creditCode', rejecting: [RULE_NUMBER.TABULAR_NOT_A_CREDIT_CODE] },
  { type: 'residentId', rejecting: [RULE_NUMBER.TABULAR_NOT_A_RESIDENT_ID] },
  { type: 'phone' },
  { type: 'divisionCode' },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'date', transformations: ['serialDates'] },
  { type: 'datetime' },
  { type: 'integer' },
  { type: 'decimal' },
  { type: 'money', rejecting: [RULE_NUMBER.TABULAR_NOT_MONEY] },
];

const NO_VALUE = CELL_NULL | CELL_ERROR | CELL_UNCALCULATED;
/** Longer values are text. */
const MAX_TYPED_BYTES = 96;
/** A type that fits none of so many values is not tried on the others, which count as rejected. */
const GIVE_UP_AFTER = 500;

/**
 * Guesses each column's type, null tokens and transformations from the first rows of one or more tables with
 * the same columns (pieces of one file, for a sample that is not only its head). Consumes the tables.
 */
export async function guessColumns(
  tables: Table | readonly Table[],
  options: GuessOptions = {},
): Promise<ColumnGuess[]> {
  const list = 'batches' in tables ? [tables] : tables;
  const columns = list[0]?.columns ?? [];
  const shared = { hasher: new ValueHasher(options.hashKey), maker: new PatternMaker() };
  const samplers = columns.map((name) => new ColumnSampler(name, columns.length, shared, options));
  let sampled = 0;
  for (const table of list) {
    let left = options.rows ?? 10_000;
    for await (const batch of table.batches) {
      const rows = Math.min(left, batch.rows);
      samplers.forEach((sampler, column) => sampler.take(batch, column, rows));
      sampled += rows;
      left -= rows;
      if (left <= 0) break;
    }
  }
  const guesses: ColumnGuess[] = [];
  for (const sampler of samplers) guesses.push(await sampler.finish(sampled));
  return guesses;
}

class ColumnSampler {
  readonly #name: string;
  readonly #tokens: readonly string[];
  readonly #nulls: NullTokens;
  readonly #found = new Map<string, number>();
  readonly #tried: {
    candidate: Candidate;
    compiled: CompiledColumn;
    accepted: number;
    rejected: number;
    shaped: number;
  }[];
  readonly #work = new CellWorkspace();
  readonly #profile: ProfileCollector;
  readonly #currencies = new Set<string>();
  readonly #mobiles = new SubscriberNumbers();
  readonly #divisions = new DivisionValues();
  readonly #known: KnownDivisions;
  readonly #unit: MoneyUnit | undefined;
  #untrimmed = 0;
  #leadingZeros = 0;
  #positive = 0;

  constructor(
    name: string,
    columns: number,
    shared: { hasher: ValueHasher; maker: PatternMaker },
    options: GuessOptions,
  ) {
    this.#name = name;
    this.#known = options.knownDivisions ?? (async () => new Set());
    this.#tokens = options.nullTokens ?? COMMON_NULL_TOKENS;
    this.#nulls = new NullTokens(this.#tokens);
    this.#unit = unitOfAmounts(name);
    this.#profile = new ProfileCollector(shared, columns);
    this.#tried = CANDIDATES.map((candidate) => {
      const plan: ColumnPlan = {
        source: name,
        target: name,
        type: candidate.type,
        transformations: candidate.transformations ?? [],
        money: { unit: this.#unit ?? '元', currencyTarget: 'currency' },
      };
      return { candidate, compiled: compileColumn(plan), accepted: 0, rejected: 0, shaped: 0 };
    });
  }

  take(batch: RowBatch, column: number, rows: number): void {
    for (let row = 0; row < rows; row++) {
      const cell = row * batch.columns + column;
      const from = skipBlanks(batch.bytes, batch.starts[cell]!, batch.ends[cell]!);
      const to = dropBlanks(batch.bytes, from, batch.ends[cell]!);
      if (from > batch.starts[cell]! || to < batch.ends[cell]!) this.#untrimmed++;
      if (from === to || (batch.flags[cell]! & NO_VALUE) !== 0) this.#profile.empty++;
      else if (this.#nulls.matches(batch.bytes, from, to)) {
        const token = batch.bytes.toString('utf8', from, to);
        this.#found.set(token, (this.#found.get(token) ?? 0) + 1);
        this.#profile.empty++;
      } else this.#value(batch.bytes, from, to, batch.chars[cell]!);
    }
    this.#work.reset();
  }

  #value(bytes: Buffer, from: number, to: number, chars: number): void {
    this.#profile.addValue(bytes, from, to, chars);
    if (bytes[from] === 0x30 && to - from > 1 && bytes[from + 1]! >= 0x30 && bytes[from + 1]! <= 0x39)
      this.#leadingZeros++;
    const tooLong = to - from > MAX_TYPED_BYTES;
    for (const tried of this.#tried) {
      if (tooLong || (tried.rejected >= GIVE_UP_AFTER && tried.accepted + tried.shaped === 0)) {
        tried.rejected++;
        continue;
      }
      const verdict = tried.compiled.convert!(bytes, from, to, this.#work);
      if (verdict < 0) {
        tried.accepted++;
        this.#noteAccepted(tried.candidate.type, bytes, from, to);
      } else {
        tried.rejected++;
        if (tried.candidate.rejecting && !tried.candidate.rejecting.includes(verdict)) tried.shaped++;
      }
    }
  }

  #noteAccepted(type: ColumnType, bytes: Buffer, from: number, to: number): void {
    const work = this.#work;
    if (type === 'money') this.#currencies.add(work.currency);
    else if (type === 'boolean' && work.bytes[work.from] === 0x74) this.#positive++;
    else if (type === 'divisionCode') this.#divisions.add(bytes, from, to);
    else if (type === 'phone') this.#mobiles.add(bytes, from, to);
  }

  async finish(sampledRows: number): Promise<ColumnGuess> {
    const profile = this.#profile.finish({ personal: false });
    const tried = this.#tried.map(({ candidate, accepted, rejected, shaped }) => ({
      ...candidate,
      accepted,
      rejected,
      shaped,
    }));
    const choice = chooseType(tried, {
      name: this.#name,
      filled: profile.filled,
      distinct: profile.distinct,
      subscribers: this.#mobiles.count >= profile.filled / 2 && this.#mobiles.areSpread,
      knownDivisions: await this.#divisions.areKnown(profile.filled, this.#known),
      leadingZeros: this.#leadingZeros,
      unitNamed: unitInName(this.#name) !== undefined,
      bothBooleans: this.#positive > 0 && this.#positive < profile.filled,
      hasNegativeToken: this.#found.has('无'),
      onlyPositive: this.#positive === profile.filled,
    });
    const personal = choice.type === 'residentId' || choice.type === 'phone';
    const nulls = [...this.#found].filter(([token]) => !(choice.type === 'boolean' && token === '无'));
    nulls.sort((x, y) => y[1] - x[1]);
    const money = { unit: this.#unit ?? ('元' as const), currencies: [...this.#currencies].toSorted() };
    return {
      source: this.#name,
      ...choice,
      nullTokens: nulls.map(([token, count]) => ({ token, count })),
      transformations: [
        ...choice.transformations,
        ...(this.#untrimmed > 0 && choice.type === 'text' ? (['trim'] as const) : []),
      ],
      ...(choice.type === 'money' || this.#unit !== undefined ? { money } : {}),
      profile: personal ? this.#profile.finish({ personal: true }) : profile,
      sampledRows,
    };
  }
}

/**
 * The plan that the guesses amount to, for the user to correct. Money columns that hold other currencies get a
 * currency column; target names are the source names.
 */
export function planFromGuesses(guesses: readonly ColumnGuess[]): ImportPlan {
  const columns = guesses.map(({ source, type, nullTokens, transformations, money }): ColumnPlan => {
    const foreign = money?.currencies.some((currency) => currency !== 'CNY') ?? false;
    return {
      source,
      target: source,
      type,
      nullTokens: nullTokens.map(({ token }) => token),
      ...(transformations.length > 0 ? { transformations } : {}),
      ...(money
        ? { money: { unit: money.unit, ...(foreign ? { currencyTarget: `${source}_币种` } : {}) } }
        : {}),
    };
  });
  return { columns };
}
