/**
 * Writes JavaScript source. Names of models never enter it: variables are numbered, texts stand as JSON, and all else
 * comes from a pool of constants that is handed to the functions.
 */
export class SourceWriter {
  readonly #pool: unknown[] = [];
  readonly #poolIndex = new Map<unknown, string>();
  readonly #functions: string[] = [];
  /** Variables of the function that is being written. */
  #declared = new Set<string>();
  /** Slots that can be read where the text stands, and the same in the order in which they came in sight. */
  #visible = new Set<string>();
  #seen: string[] = [];
  #count = 0;

  #name(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  /** The name of a constant. */
  keep(value: unknown): string {
    const known = this.#poolIndex.get(value);
    if (known !== undefined) return known;
    const name = `k${this.#pool.length}`;
    this.#pool.push(value);
    this.#poolIndex.set(value, name);
    return name;
  }

  /** A value as a literal where that is exact and short, else from the pool. */
  literal(value: unknown): string {
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
    if (typeof value === 'string' && value.length <= 1000) return JSON.stringify(value);
    return this.keep(value);
  }

  /** A new variable of the function that is being written. */
  temp(): string {
    const name = this.#name('t');
    this.#declared.add(name);
    return name;
  }

  /** Makes the variable of a slot in the function that is being written; those behind it can read it. */
  declareSlot(slot: number): string {
    const name = slotName(slot);
    this.#declared.add(name);
    this.#see(name);
    return name;
  }

  #see(name: string): void {
    if (this.#visible.has(name)) return;
    this.#visible.add(name);
    this.#seen.push(name);
  }

  /** The text of a function's body: its variables, then what `write` gives. `isGiven`: all that is in sight is given to it. */
  #body(parameters: readonly string[], write: () => string, isGiven = false): string {
    const declared = this.#declared;
    const inSight = this.#seen.length;
    this.#declared = new Set();
    for (const name of parameters) if (name.startsWith('v')) this.#see(name);
    const text = write();
    for (const name of this.#seen.splice(inSight)) this.#visible.delete(name);
    for (const name of parameters) this.#declared.delete(name);
    const own = [...this.#declared].filter((name) => !isGiven || !this.#visible.has(name));
    this.#declared = declared;
    return `{${own.length === 0 ? '' : `let ${own.join(',')};`}${text}}`;
  }

  /** An arrow function that sees what is around it. */
  arrow(parameters: readonly string[], write: () => string): string {
    return `((${parameters.join(',')})=>${this.#body(parameters, () => `return ${write()};`)})`;
  }

  /** A function of its own with these slots as parameters; its name. */
  unit(slots: readonly number[], write: () => string): string {
    const parameters = slots.map(slotName);
    const [visible, seen] = [this.#visible, this.#seen];
    this.#visible = new Set();
    this.#seen = [];
    const body = this.#body(parameters, write);
    this.#visible = visible;
    this.#seen = seen;
    return this.#outside(parameters, body);
  }

  #outside(parameters: readonly string[], body: string): string {
    const name = this.#name('f');
    this.#functions.push(`function ${name}(${['r', ...parameters].join(',')})${body}`);
    return name;
  }

  /**
   * Statements as a function of their own, which gets the slots that it reads and `more`; the call of it. So no
   * variable is shared between functions, and each stays small enough to be compiled well.
   */
  outlined(write: () => string, more: readonly string[] = []): string {
    const body = this.#body(more, write, true);
    const read = new Set(body.match(/\bv\d+\b/g));
    const parameters = [...[...read].filter((name) => this.#visible.has(name)), ...more];
    return `${this.#outside(parameters, body)}(${['r', ...parameters].join(',')})`;
  }

  /** Makes what `result`, an expression over the functions written, stands for. @throws EvalError where that is forbidden */
  make<T>(result: string): T {
    const constants = this.#pool.map((_value, index) => `k${index}=k[${index}]`);
    const text = `"use strict";${constants.length === 0 ? '' : `const ${constants.join(',')};`}${this.#functions.join('\n')}
return ${result};`;
    // Only what this class wrote is run: see its comment.
    // oxlint-disable-next-line typescript/no-implied-eval
    return new Function('k', text)(this.#pool) as T;
  }
}

export const slotName = (slot: number): string => `v${slot}`;
