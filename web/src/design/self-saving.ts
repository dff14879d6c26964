import { ApiProblem, type FieldProblem, isGone, isProblem } from '../platform/problem.ts';

/** What has not reached the server: the fields as they were typed, and as the server had them when they were. */
export interface Unsaved<Value> {
  patch: Partial<Value>;
  base: Partial<Value>;
}

/** Where unsaved fields outlive the page: a lost network, an ended session, a closed window. */
export interface UnsavedStore<Value> {
  read: () => Unsaved<Value> | undefined;
  write: (unsaved: Unsaved<Value>) => void;
  clear: () => void;
}

/** What changes, or what changes given what is there now. */
export type Change<Value> = (patch: Partial<Value> | ((value: Value) => Partial<Value>)) => void;

export interface SavingState<Value> {
  value: Value;
  savedAt: number | undefined;
  saving: boolean;
  problem: unknown;
  /** Fields that the server does not take as they are: the others are saved without them. */
  held: readonly string[];
  /** Fields of an earlier visit that never arrived are back. */
  restored: boolean;
  /** Those of them that were changed elsewhere since: kept beside what holds now, until the person decides. */
  setAside: Partial<Value>;
}

interface SelfSavingOptions<Value> {
  start: { version: number; value: Value };
  /** Sends what changed. @returns the new version */
  save: (edit: { patch: Partial<Value>; whole: Value }, version: number) => Promise<number>;
  unsaved: UnsavedStore<Value>;
}

const saveDelayMs = 700;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function pick<Value extends object>(value: Value, fields: readonly string[]): Partial<Value> {
  return Object.fromEntries(fields.map((field) => [field, value[field as keyof Value]])) as Partial<Value>;
}

/** The faults of a refusal by the sent field they stand in. */
function faultsByField(thrown: unknown, sent: object): Map<string, FieldProblem[]> {
  const faults = isProblem(thrown) && thrown.status === 400 ? thrown.details.errors : [];
  return Map.groupBy(
    faults.filter(({ field }) => Object.hasOwn(sent, field.split('/')[1] ?? '')),
    ({ field }) => field.split('/')[1] ?? '',
  );
}

const nothing = () => ({ patch: {}, base: {} });

/**
 * A draft that saves itself on the server a moment after each change: only what changed, one save after the other.
 * Each save names the version it read, so a colleague's edit is never overwritten: it shows as a problem instead.
 * What could not be saved is kept on this machine and sent on the next visit; where the same field was changed elsewhere,
 * it is set aside and kept until the person takes it or lets it go.
 */
export class SelfSaving<Value extends object> {
  readonly #options: SelfSavingOptions<Value>;
  readonly #listeners = new Set<() => void>();
  #state: SavingState<Value>;
  #saved: Value;
  #version: number;
  #pending: Partial<Value> = {};
  #running: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether this draft wrote to the store, which another window may use as well. */
  #isKept = false;
  #aside: Unsaved<Value> = nothing();
  /** Why fields are held back until they are changed. */
  readonly #held = new Map<string, FieldProblem[]>();

  constructor(options: SelfSavingOptions<Value>) {
    const { version, value } = options.start;
    this.#options = options;
    this.#saved = value;
    this.#version = version;
    const untouched = {
      savedAt: undefined,
      saving: false,
      problem: undefined,
      held: [],
      restored: false,
      setAside: {},
    };
    this.#state = { value, ...untouched };
    this.#restore();
  }

  get state(): SavingState<Value> {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly change: Change<Value> = (given) => {
    const patch = typeof given === 'function' ? given(this.#state.value) : given;
    this.#pending = { ...this.#pending, ...patch };
    for (const field of Object.keys(patch)) this.#held.delete(field);
    if (this.#state.problem !== undefined) this.keep(); // saving does not work just now
    this.#show({ value: { ...this.#state.value, ...patch } });
    this.#saveIn(saveDelayMs);
  };

  /** Saves what is not saved yet. @returns the version that holds it. Throws `ApiProblem`, also where a part was saved. */
  readonly flush = (): Promise<number> => {
    this.#held.clear();
    return this.#save();
  };

  async #save(): Promise<number> {
    clearTimeout(this.#timer);
    const save = this.#running.then(() => this.#saveOnce());
    this.#running = save.catch(() => undefined);
    await save;
    return this.#version;
  }

  /** Tries again what could not be saved, as after the network came back. */
  readonly retry = (): void => {
    if (Object.keys(this.#ready()).length > 0) void this.#save().catch(() => undefined);
  };

  /** Keeps what is not saved on this machine; the page may be gone in a moment. */
  readonly keep = (): void => {
    if (this.#isPending()) this.#keepUnsaved();
  };

  /** Puts what was set aside into the draft, over what holds now, or lets it go. */
  readonly decide = (choice: 'take' | 'drop'): void => {
    const { patch } = this.#aside;
    this.#aside = nothing();
    if (choice === 'take') this.#pending = { ...patch, ...this.#pending };
    this.#keepUnsaved();
    this.#show({ value: { ...this.#state.value, ...this.#pending }, setAside: {} });
    this.retry();
  };

  #keepUnsaved(): void {
    const typed = { patch: this.#pending, base: pick(this.#saved, Object.keys(this.#pending)) };
    const patch = { ...this.#aside.patch, ...typed.patch };
    this.#isKept = Object.keys(patch).length > 0;
    if (this.#isKept) this.#options.unsaved.write({ patch, base: { ...this.#aside.base, ...typed.base } });
    else this.#options.unsaved.clear();
  }

  #isPending(): boolean {
    return Object.keys(this.#pending).length > 0;
  }

  #ready(): Partial<Value> {
    return pick(
      this.#pending as Value,
      Object.keys(this.#pending).filter((field) => !this.#held.has(field)),
    );
  }

  #saveIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.retry, delayMs);
  }

  #show(change: Partial<SavingState<Value>>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #restore(): void {
    const found = this.#options.unsaved.read();
    if (found === undefined) return;
    const missing = Object.keys(found.patch).filter((field) => {
      const key = field as keyof Value;
      return !same(found.patch[key], this.#saved[key]);
    });
    const mine = missing.filter((field) => {
      const key = field as keyof Value;
      return same(found.base[key], this.#saved[key]);
    });
    if (missing.length === 0) return this.#options.unsaved.clear();
    this.#isKept = true;
    const patch = pick(found.patch as Value, mine);
    const others = missing.filter((field) => !mine.includes(field));
    this.#pending = patch;
    this.#aside = { patch: pick(found.patch as Value, others), base: pick(found.base as Value, others) };
    this.#state = {
      ...this.#state,
      value: { ...this.#state.value, ...patch },
      restored: mine.length > 0,
      setAside: this.#aside.patch,
    };
    if (mine.length > 0) this.#saveIn(0);
  }

  async #saveOnce(): Promise<void> {
    const patch = this.#ready();
    if (Object.keys(patch).length === 0) return;
    this.#pending = pick(this.#pending as Value, [...this.#held.keys()]);
    this.#show({ saving: true });
    try {
      const whole = { ...this.#saved, ...patch };
      this.#version = await this.#options.save({ patch, whole }, this.#version);
      this.#saved = { ...this.#saved, ...patch };
      if (this.#isKept) this.#keepUnsaved();
      const held = [...this.#held.keys()];
      const problem = held.length > 0 ? this.#state.problem : undefined;
      this.#show({ saving: false, savedAt: Date.now(), problem, held });
    } catch (thrown) {
      await this.#holdBack(thrown, patch);
    }
  }

  /** Puts back what could not be saved; where it is for some fields only, saves the others. Throws in any case. */
  async #holdBack(thrown: unknown, patch: Partial<Value>): Promise<never> {
    const faults = faultsByField(thrown, patch);
    for (const [field, ofField] of faults)
      if (!Object.hasOwn(this.#pending, field)) this.#held.set(field, ofField); // else it was changed meanwhile
    // Where the draft is gone, all of it is on this machine only.
    this.#pending = isGone(thrown) ? { ...this.#state.value } : { ...patch, ...this.#pending };
    this.keep();
    const errors = [...this.#held.values()].flat();
    const problem =
      faults.size > 0 && isProblem(thrown) ? new ApiProblem({ ...thrown.details, errors }, thrown) : thrown;
    this.#show({ saving: false, problem, held: [...this.#held.keys()] });
    if (faults.size > 0) await this.#saveOnce();
    throw problem;
  }
}
