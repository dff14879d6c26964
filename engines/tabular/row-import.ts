import { CellWorkspace } from './cell-workspace.ts';
import { checkPlan, targetColumns } from './column-plan.ts';
import type { ImportPlan } from './column-plan.ts';
import { ProfileCollector } from './column-profile.ts';
import { ColumnRunner } from './column-runner.ts';
import { compileColumn } from './compile-column.ts';
import type { CompiledColumn } from './compile-column.ts';
import { CopyEncoder } from './copy-encoder.ts';
import { DefectLog } from './defect-log.ts';
import { RULE_CODES, RULE_NUMBER } from './defect-rules.ts';
import type { ImportReport, Progress } from './import-report.ts';
import { maskPersonal } from './mask-personal.ts';
import { OutputGrid } from './output-grid.ts';
import type { Finding } from './output-grid.ts';
import { RefusedRows } from './refused-rows.ts';
import type { Corrected } from './refused-rows.ts';
import { rejectHeader, rejectLine } from './reject-file.ts';
import type { RejectFinding } from './reject-file.ts';
import { cellText, rowText } from './row-batch.ts';
import type { BrokenRow, RowBatch } from './row-batch.ts';
import { UniqueKeys } from './unique-keys.ts';
import type { Repetition, StandingValues } from './unique-keys.ts';
import { ValueHasher, type HashKey } from './value-hash.ts';
import { PatternMaker } from './value-pattern.ts';

export interface ImportOptions {
  /** Defect samples kept per rule. Default 1,000. */
  samplesPerRule?: number;
  /** Most values shown per column. Default 20. */
  topValues?: number;
  /**
   * Rows up to this number are judged, profiled and counted but not written again: a restarted import whose
   * rows up to here are stored goes on exactly where it stood. See `Progress.lastRow`.
   */
  resumeAfterRow?: number;
  /** Rejects of rows up to `resumeAfterRow` are given out again: for a reject file that starts anew. */
  repeatRejects?: boolean;
  /** Values a unique column or key remembers; beyond, duplicates of new values go unseen and are counted so. */
  uniqueCapacity?: number;
  /** Written into the reject file: whose rows its numbers are. A corrected file gives it back in its note. */
  origin?: string;
  /** Of the hashes in column profiles; samples are comparable under one key alone. */
  hashKey?: HashKey;
  /** The file brings back refused rows of another: these and no others join, each once. */
  corrected?: Corrected;
}

/**
 * Turns batches into COPY text, a reject file, defect counts and column profiles. Synchronous and free of
 * I/O: the same batches give the same bytes, however they are cut.
 */
export class RowImport {
  readonly #columns: readonly string[];
  readonly #plan: ImportPlan;
  readonly #compiled: readonly CompiledColumn[];
  readonly #options: ImportOptions;
  readonly #runners: readonly ColumnRunner[];
  readonly #uniques: UniqueKeys;
  readonly #refused: RefusedRows | undefined;
  readonly #work = new CellWorkspace();
  readonly #grid: OutputGrid;
  readonly #copy = new CopyEncoder();
  readonly #log: DefectLog;
  #rejects: string[] = [];
  #rejectsBegun = false;
  readonly #progress: Progress = {
    bytesRead: 0,
    rowsRead: 0,
    rowsLoaded: 0,
    rowsRejected: 0,
    blankRows: 0,
    lastRow: 0,
  };

  /** `columns`: of the table that the batches come from. Throws `TABULAR_PLAN_INVALID`. */
  constructor(columns: readonly string[], plan: ImportPlan, options: ImportOptions = {}) {
    checkPlan(plan, columns);
    this.#columns = columns;
    this.#plan = plan;
    this.#options = options;
    this.#log = new DefectLog({
      columns,
      ...(plan.severities ? { severities: plan.severities } : {}),
      ...(options.samplesPerRule === undefined ? {} : { samplesPerRule: options.samplesPerRule }),
    });
    const targets = targetColumns(plan);
    this.#refused = options.corrected && new RefusedRows(options.corrected);
    this.#grid = new OutputGrid(targets.length + (this.#refused ? 1 : 0));
    this.#compiled = plan.columns.map(compileColumn);
    const shared = { hasher: new ValueHasher(options.hashKey), maker: new PatternMaker() };
    const places = this.#compiled.map(({ plan: column }) => ({
      source: columns.indexOf(column.source),
      target: targets.findIndex(({ name }) => name === column.target),
    }));
    this.#runners = this.#compiled.map(
      (column, i) =>
        new ColumnRunner({
          column,
          ...places[i]!,
          log: this.#log,
          work: this.#work,
          profile: new ProfileCollector(shared, columns.length),
        }),
    );
    this.#uniques = new UniqueKeys(plan, columns, options.uniqueCapacity);
  }

  /**
   * Makes rows with these values of a unique column or key duplicates: they stand already where the rows go. `names`:
   * as `uniqueColumnsOf` the plan gives them; others remember nothing.
   */
  remember(names: readonly string[], standing: StandingValues): void {
    this.#uniques.remember(names, standing);
  }

  push(batch: RowBatch): void {
    const grid = this.#grid;
    grid.reset(batch.rows);
    this.#work.reset();
    for (const runner of this.#runners) runner.run(batch, grid);
    for (const notice of batch.notices) this.#countRow(RULE_NUMBER[notice.rule], notice.rowNumber, '');
    this.#refused?.check(batch, grid, this.#work);
    this.#noteUnrefused(batch);
    this.#uniques.check(batch, grid, this.#work, (one) => this.#noteRepetition(batch, one));
    this.#refused?.settle(grid);
    this.#emit(batch);
    this.#progress.bytesRead = batch.bytesRead;
    this.#progress.blankRows = batch.blankRows;
  }

  /** COPY text that is ready; with `all` also an unfilled chunk. */
  takeCopy(all = false): Buffer[] {
    return this.#copy.take(all);
  }

  /** Lines of the reject file since the last call; the first ones carry the header. Empty if none. */
  takeRejects(): Buffer {
    const text = this.#rejects.join('');
    this.#rejects = [];
    return Buffer.from(text, 'utf8');
  }

  progress(): Progress {
    return { ...this.#progress };
  }

  report(): ImportReport {
    const top = this.#options.topValues === undefined ? {} : { top: this.#options.topValues };
    return {
      ...this.progress(),
      columns: this.#compiled.map(({ plan, personal }, i) => ({
        source: plan.source,
        target: plan.target,
        type: plan.type,
        profile: this.#runners[i]!.profile.finish({ personal, ...top }),
        changes: this.#runners[i]!.changes.finish(personal),
      })),
      defects: this.#log.counts(),
      samples: this.#log.samples(),
    };
  }

  #emit(batch: RowBatch): void {
    const { rejected } = this.#grid;
    const findings = groupByRow(this.#grid.findings);
    const resumeAfter = this.#resumeAfter;
    const rejectsAfter = this.#rejectsAfter;
    let broken = 0;
    for (let row = 0; row < batch.rows; row++) {
      while (broken < batch.broken.length && batch.broken[broken]!.before <= row)
        this.#rejectBroken(batch.broken[broken++]!);
      const rowNumber = batch.rowNumbers[row]!;
      this.#progress.rowsRead++;
      this.#progress.lastRow = rowNumber;
      if (rejected[row] === 1) {
        this.#progress.rowsRejected++;
        if (rowNumber > rejectsAfter)
          this.#reject(rowNumber, this.#describe(findings.get(row) ?? []), rowText(batch, row));
      } else {
        this.#progress.rowsLoaded++;
        if (rowNumber > resumeAfter) this.#copy.appendRow(row, this.#grid, batch.bytes, this.#work);
      }
    }
    while (broken < batch.broken.length) this.#rejectBroken(batch.broken[broken++]!);
  }

  #rejectBroken(row: BrokenRow): void {
    const personal = this.#compiled.some((column) => column.personal);
    const text = row.cells.join(' | ').slice(0, 200);
    this.#countRow(RULE_NUMBER[row.rule], row.rowNumber, personal ? maskPersonal(text) : text);
    this.#progress.rowsRead++;
    this.#progress.rowsRejected++;
    this.#progress.lastRow = row.rowNumber;
    if (row.rowNumber > this.#rejectsAfter) this.#reject(row.rowNumber, [{ rule: row.rule }], row.cells);
  }

  /** Below all numbers where nothing is stored: rows of a corrected file may have the number 0, for none. */
  get #resumeAfter(): number {
    return this.#options.resumeAfterRow || -1;
  }

  get #rejectsAfter(): number {
    return this.#options.repeatRejects === true ? -1 : this.#resumeAfter;
  }

  #reject(rowNumber: number, findings: readonly RejectFinding[], cells: readonly string[]): void {
    if (!this.#rejectsBegun) this.#rejects.push(rejectHeader(this.#columns, this.#options.origin));
    this.#rejectsBegun = true;
    this.#rejects.push(rejectLine(rowNumber, findings, cells));
  }

  #describe(findings: readonly Finding[]): RejectFinding[] {
    return findings.map(({ rule, column, repeats }) => {
      const name = this.#columns[column];
      return {
        rule: RULE_CODES[rule]!,
        ...(name === undefined ? {} : { column: name }),
        ...(repeats ? { repeats } : {}),
      };
    });
  }

  #countRow(rule: number, rowNumber: number, excerpt: string): void {
    if (this.#log.count(rule, -1)) this.#log.sample(rule, { column: -1, rowNumber }, excerpt);
  }

  #noteUnrefused(batch: RowBatch): void {
    if (!this.#refused) return;
    const rule = RULE_NUMBER.TABULAR_NOT_A_REFUSED_ROW;
    for (const finding of this.#grid.findings)
      if (finding.rule === rule) this.#countRow(rule, batch.rowNumbers[finding.row]!, '');
  }

  #noteRepetition(batch: RowBatch, { row, column, rule, repeats }: Repetition): void {
    if (!repeats) {
      this.#log.count(RULE_NUMBER.TABULAR_UNIQUE_UNCHECKED, column);
      return;
    }
    const at = { column, rowNumber: batch.rowNumbers[row]!, repeats };
    if (this.#log.count(rule, column)) this.#log.sample(rule, at, this.#excerpt(batch, row, column));
    if (this.#log.severities[rule] === 'error') this.#grid.reject({ row, column, rule, repeats });
  }

  /** The value at fault; of a whole key all parts. */
  #excerpt(batch: RowBatch, row: number, column: number): string {
    const { key = [] } = this.#plan;
    const parts = this.#compiled.filter(({ plan }) =>
      column < 0 ? key.includes(plan.target) : plan.source === this.#columns[column],
    );
    return parts
      .map(({ plan, personal }) => {
        const text = cellText(batch, row * batch.columns + this.#columns.indexOf(plan.source));
        return personal ? maskPersonal(text) : text;
      })
      .join(' | ');
  }
}

function groupByRow(findings: readonly Finding[]): Map<number, Finding[]> {
  const rows = new Map<number, Finding[]>();
  for (const finding of findings) {
    const known = rows.get(finding.row);
    if (known) known.push(finding);
    else rows.set(finding.row, [finding]);
  }
  return rows;
}
