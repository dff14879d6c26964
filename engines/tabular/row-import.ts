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
import { OUT_NULL, OUT_WORKSPACE, OutputGrid } from './output-grid.ts';
import type { Finding } from './output-grid.ts';
import { rejectHeader, rejectLine } from './reject-file.ts';
import type { RejectFinding } from './reject-file.ts';
import { cellText, rowText } from './row-batch.ts';
import type { BrokenRow, RowBatch } from './row-batch.ts';
import { UniqueIndex } from './unique-index.ts';
import { ValueHasher } from './value-hash.ts';
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
  /** Values a unique column remembers; beyond, duplicates of new values go unseen and are counted so. */
  uniqueCapacity?: number;
}

/** Stands for the row of a value that was there before the file. */
const STANDS_ALREADY = -1;

interface UniqueColumn {
  source: number;
  target: number;
  index: UniqueIndex;
}

/**
 * Turns batches into COPY text, a reject file, defect counts and column profiles. Synchronous and free of
 * I/O: the same batches give the same bytes, however they are cut.
 */
export class RowImport {
  readonly #columns: readonly string[];
  readonly #compiled: readonly CompiledColumn[];
  readonly #options: ImportOptions;
  readonly #runners: readonly ColumnRunner[];
  readonly #uniques: readonly UniqueColumn[];
  readonly #work = new CellWorkspace();
  readonly #grid: OutputGrid;
  readonly #copy = new CopyEncoder();
  readonly #log: DefectLog;
  readonly #hasher = new ValueHasher();
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
    this.#options = options;
    this.#log = new DefectLog({
      columns,
      ...(plan.severities ? { severities: plan.severities } : {}),
      ...(options.samplesPerRule === undefined ? {} : { samplesPerRule: options.samplesPerRule }),
    });
    const targets = targetColumns(plan);
    this.#grid = new OutputGrid(targets.length);
    this.#compiled = plan.columns.map(compileColumn);
    const shared = { hasher: this.#hasher, maker: new PatternMaker() };
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
    this.#uniques = places
      .filter((_, i) => plan.columns[i]!.unique)
      .map((place) => ({ ...place, index: new UniqueIndex(options.uniqueCapacity) }));
  }

  /**
   * Makes rows with this value of a unique column duplicates: it stands already where the rows go. `value` is
   * the text that the import would write. Columns that are not unique remember nothing.
   */
  remember(source: string, value: string): void {
    const column = this.#columns.indexOf(source);
    const bytes = Buffer.from(value, 'utf8');
    for (const unique of this.#uniques) {
      if (unique.source !== column) continue;
      this.#hasher.hash(bytes, 0, bytes.length);
      unique.index.add(this.#hasher.halves.a, this.#hasher.halves.b, STANDS_ALREADY);
    }
  }

  push(batch: RowBatch): void {
    const grid = this.#grid;
    grid.reset(batch.rows);
    this.#work.reset();
    for (const runner of this.#runners) runner.run(batch, grid);
    for (const notice of batch.notices) this.#countRow(RULE_NUMBER[notice.rule], notice.rowNumber, '');
    for (const unique of this.#uniques) this.#checkUnique(batch, unique);
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
    const resumeAfter = this.#options.resumeAfterRow ?? 0;
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

  get #rejectsAfter(): number {
    return this.#options.repeatRejects === true ? 0 : (this.#options.resumeAfterRow ?? 0);
  }

  #reject(rowNumber: number, findings: readonly RejectFinding[], cells: readonly string[]): void {
    if (!this.#rejectsBegun) this.#rejects.push(rejectHeader(this.#columns));
    this.#rejectsBegun = true;
    this.#rejects.push(rejectLine(rowNumber, findings, cells));
  }

  #describe(findings: readonly Finding[]): RejectFinding[] {
    return findings.map(({ rule, column, firstRow }) => {
      const name = this.#columns[column];
      return {
        rule: RULE_CODES[rule]!,
        ...(name === undefined ? {} : { column: name }),
        ...(firstRow === undefined ? {} : { firstRow }),
      };
    });
  }

  #countRow(rule: number, rowNumber: number, excerpt: string): void {
    if (this.#log.count(rule, -1)) this.#log.sample(rule, -1, rowNumber, excerpt);
  }

  /** After all columns, so that a row rejected for another reason does not hold a value against later rows. */
  #checkUnique(batch: RowBatch, { source, target, index }: UniqueColumn): void {
    const { from, to, rejected, columns } = this.#grid;
    const rule = RULE_NUMBER.TABULAR_DUPLICATE;
    for (let row = 0; row < batch.rows; row++) {
      const at = row * columns + target;
      const start = from[at]!;
      if (rejected[row] === 1 || start === OUT_NULL) continue;
      const end = Math.abs(to[at]!);
      if (start >= OUT_WORKSPACE) this.#hasher.hash(this.#work.bytes, start - OUT_WORKSPACE, end);
      else this.#hasher.hash(batch.bytes, start, end);
      const rowNumber = batch.rowNumbers[row]!;
      const first = index.add(this.#hasher.halves.a, this.#hasher.halves.b, rowNumber);
      if (first === 0) {
        if (index.full) this.#log.count(RULE_NUMBER.TABULAR_UNIQUE_UNCHECKED, source);
        continue;
      }
      const text = cellText(batch, row * batch.columns + source);
      const personal = this.#compiled.some(
        (column) => column.personal && column.plan.source === this.#columns[source],
      );
      if (this.#log.count(rule, source))
        this.#log.sample(rule, source, rowNumber, personal ? maskPersonal(text) : text);
      const kept = this.#log.severities[rule] === 'warning';
      const seen = first === STANDS_ALREADY ? {} : { firstRow: first };
      if (!kept) this.#grid.reject({ row, column: source, rule, ...seen });
    }
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
