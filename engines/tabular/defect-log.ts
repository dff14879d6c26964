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
}

const EXCERPT_CHARACTERS = 80;

/** Counts every defect by rule and column, and keeps the first few of each rule. */
export class DefectLog {
  readonly severities: readonly Severity[];
  readonly #columns: readonly string[];
  readonly #samplesPerRule: number;
  readonly #counts: Float64Array;
  readonly #samples: DefectSample[][] = RULE_CODES.map(() => []);

  constructor(options: {
    columns: readonly string[];
    severities?: Partial<Record<RuleCode, Severity>>;
    samplesPerRule?: number;
  }) {
    this.#columns = options.columns;
    this.#samplesPerRule = options.samplesPerRule ?? 1000;
    this.severities = RULE_CODES.map((code) => options.severities?.[code] ?? DEFECT_RULES[code].severity);
    this.#counts = new Float64Array(RULE_CODES.length * (options.columns.length + 1));
  }

  /** `column` is an index, -1 for the whole row. Returns whether more samples of this rule are wanted. */
  count(rule: number, column: number): boolean {
    this.#counts[rule * (this.#columns.length + 1) + column + 1]!++;
    return this.#samples[rule]!.length < this.#samplesPerRule;
  }

  sample(
    rule: number,
    column: number,
    rowNumber: number,
    text: string,
    severity = this.severities[rule]!,
  ): void {
    const excerpt = text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
    const name = this.#columns[column];
    const where = name === undefined ? {} : { column: name };
    this.#samples[rule]!.push({ rule: RULE_CODES[rule]!, severity, ...where, rowNumber, excerpt });
  }

  /** By rule, then column. Only what occurred. */
  counts(): DefectCount[] {
    const width = this.#columns.length + 1;
    const found: DefectCount[] = [];
    this.#counts.forEach((count, i) => {
      if (count === 0) return;
      const rule = Math.floor(i / width);
      const name = this.#columns[(i % width) - 1];
      const where = name === undefined ? {} : { column: name };
      found.push({ rule: RULE_CODES[rule]!, severity: this.severities[rule]!, ...where, count });
    });
    return found;
  }

  samples(): DefectSample[] {
    return this.#samples.flat();
  }
}
