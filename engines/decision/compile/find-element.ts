import { DecisionError } from '../decision-error.ts';
import { normalizeName } from '../feel/names.ts';
import type { Element, Home } from './link.ts';

/** Elements of one kind in one model. */
interface Listed<E extends Element> {
  byId: ReadonlyMap<string, E>;
  /** By the names of parts and of their variables; undefined: of several. */
  byName: ReadonlyMap<string, E | undefined>;
}

/** Finds elements of one kind by id or else by name, in the first model before the others. */
export class ElementFinder<K extends Element['kind']> {
  readonly #listed: readonly Listed<Extract<Element, { kind: K }>>[];

  constructor(homes: readonly Home[], kind: K) {
    const isMeant = (element: Element): element is Extract<Element, { kind: K }> => element.kind === kind;
    this.#listed = homes.map(({ elements }) => listed(elements.filter(isMeant)));
  }

  /** @throws DecisionError NOT_FOUND, NAME_AMBIGUOUS */
  get(nameOrId: string): Extract<Element, { kind: K }> {
    const name = normalizeName(nameOrId);
    for (const { byId, byName } of this.#listed) {
      const found = byId.get(nameOrId) ?? byName.get(name);
      if (found) return found;
      if (byName.has(name)) throw new DecisionError('NAME_AMBIGUOUS', { name: nameOrId });
    }
    throw new DecisionError('NOT_FOUND', { name: nameOrId });
  }

  /** By what this one is found: the name of its variable, its own, its id; undefined where none means it alone. */
  keyOf({ name, part }: Extract<Element, { kind: K }>): string | undefined {
    return [name, part.name, part.id].find((key) => key !== undefined && this.#isFoundBy(key, part));
  }

  #isFoundBy(key: string, part: Element['part']): boolean {
    const [main] = this.#listed;
    const found = main?.byId.get(key) ?? main?.byName.get(normalizeName(key));
    return found?.part === part;
  }
}

function listed<E extends Element>(elements: readonly E[]): Listed<E> {
  const byId = new Map<string, E>();
  const byName = new Map<string, E | undefined>();
  for (const element of elements) {
    const { part, name } = element;
    if (part.id !== undefined && !byId.has(part.id)) byId.set(part.id, element);
    for (const one of new Set([name, normalizeName(part.name)]))
      byName.set(one, byName.has(one) ? undefined : element);
  }
  return { byId, byName };
}
