import { DEFECT_RULES, RULE_CODES } from './defect-rules.ts';
import type { RuleCode, Severity } from './defect-rules.ts';

export interface DefectCount {
  rule: RuleCode;
  severity: Severity;
  /** Source column; undefined for defects of whole rows. */
  column?: string;
  /** Exact. */
  count: number;
}

export interface DefectSample {
  rule: RuleCode;
  severity: Severity;
  column?: string;
  rowNumber: number;
  /** Beginning of the cell; masked if the column is personal. */
  excerpt: string;
  /** The row that has the value already. */
  repeats?: RepeatedRow;
}

/** A row of this file, or one that was loaded before it. */
export interface RepeatedRow {
  row: number;
  of: 'file' | 'loaded';
}

const EXCERPT_CHARACTERS = 80;
/** So many of each column are kept beyond the bound of a rule: no column hides the others. */
const SAMPLES_OF_COLUMN = 20;
const SAMPLES_OF_ALL_COLUMNS = 1000;

/** Counts every defect by rule, column and severity, and keeps the first few of each rule. */
export class DefectLog {
  readonly severities: readonly Severity[];
  readonly #columns: readonly string[];
  readonly #samplesPerRule: number;
  readonly #samplesPerColumn: number;
  readonly #counts: Readonly<Record<Severity, Float64Array>>;
  readonly #samples: DefectSample[][] = RULE_CODES.map(() => []);

  constructor(options: {
    columns: readonly string[];
    severities?: Partial<Record<RuleCode, Severity>>;
    samplesPerRule?: number;
  }) {
    this.#columns = options.columns;
    this.#samplesPerRule = options.samplesPerRule ?? 1000;
    this.severities = RULE_CODES.map((code) => options.severities?.[code] ?? DEFECT_RULES[code].severity);
    const slots = RULE_CODES.length * (options.columns.length + 1);
    this.#counts = { error: new Float64Array(slots), warning: new Float64Array(slots) };
    const share = Math.floor(SAMPLES_OF_ALL_COLUMNS / Math.max(1, options.columns.length));
    this.#samplesPerColumn = Math.max(1, Math.min(SAMPLES_OF_COLUMN, share));
  }

  /** `column` is an index, -1 for the whole row. Returns whether more samples of this kind are wanted. */
  count(rule: number, column: number, severity = this.severities[rule]!): boolean {
    const counted = ++this.#counts[severity][rule * (this.#columns.length + 1) + column + 1]!;
    return counted <= this.#samplesPerColumn || this.#samples[rule]!.length < this.#samplesPerRule;
  }

  sample(
    rule: number,
    at: { column: number; rowNumber: number; repeats?: RepeatedRow },
    text: string,
    severity = this.severities[rule]!,
  ): void {
    const { column, ...row } = at;
    const excerpt = text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
    const name = this.#columns[column];
    const where = name === undefined ? {} : { column: name };
    this.#samples[rule]!.push({ rule: RULE_CODES[rule]!, severity, ...where, ...row, excerpt });
  }

  /** By rule, then column, errors first. Only what occurred. */
  counts(): DefectCount[] {
    const width = this.#columns.length + 1;
    const found: DefectCount[] = [];
    for (let slot = 0; slot < this.#counts.error.length; slot++) {
      const name = this.#columns[(slot % width) - 1];
      const where = name === undefined ? {} : { column: name };
      for (const severity of ['error', 'warning'] as const) {
        const count = this.#counts[severity][slot]!;
        if (count > 0) found.push({ rule: RULE_CODES[Math.floor(slot / width)]!, severity, ...where, count });
      }
    }
    return found;
  }

  samples(): DefectSample[] {
    return this.#samples.flat();
  }
}
