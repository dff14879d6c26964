import { DecisionError } from '../decision-error.ts';
import type { Type } from '../types/type.ts';
import type { Unit } from './ir.ts';
import { inputKeys } from './input-keys.ts';
import type { Element, Home } from './link.ts';
import type { LoweredDecision } from './program.ts';

/** Decisions in an order in which each comes after those it requires; all values are told by their index. */
export interface Plan {
  /** Values from outside come first. `keys`: by which they are given; the first is the name that is its own. */
  given: readonly { element: Element; type: Type; keys: readonly string[] }[];
  /** Each makes the next value. */
  steps: readonly { unit: Unit; args: readonly number[]; element: Element }[];
  /** One value, or a context of several. */
  outputs: readonly { name: string; index: number }[];
}

interface Source {
  /** The first is the main model. */
  homes: readonly Home[];
  decision: (element: Extract<Element, { kind: 'decision' }>) => LoweredDecision;
  typeOf: (element: Element) => Type;
}

/**
 * What has to be done for these outputs. Without `given` all input data that they rest on is asked for; with it, what
 * is neither given nor can be decided is null. @throws DecisionError REQUIREMENT_CYCLE
 */
export function planOf(source: Source, outputs: readonly Element[], given?: readonly Element[]): Plan {
  const decided: LoweredDecision[] = [];
  const asked = new Set<Element>(given);
  const done = new Set<Element>(given);
  const open = new Set<Element>();
  const visit = (element: Element): void => {
    if (done.has(element)) return;
    if (element.kind !== 'decision') {
      asked.add(element);
      done.add(element);
      return;
    }
    if (open.has(element)) throw new DecisionError('REQUIREMENT_CYCLE', { name: element.name });
    open.add(element);
    const lowered = source.decision(element);
    lowered.requires.forEach(visit);
    decided.push(lowered);
    done.add(element);
  };
  outputs.forEach(visit);
  const order = [...asked, ...decided.map(({ element }) => element)];
  const indexOf = new Map(order.map((element, index) => [element, index]));
  const keys = inputKeys([...asked], source.homes[0]);
  return {
    given: [...asked].map((element, index) => ({
      element,
      type: source.typeOf(element),
      keys: keys[index] ?? [],
    })),
    steps: decided.map(({ element, requires, unit }) => ({
      element,
      unit,
      args: requires.map((required) => indexOf.get(required) ?? 0),
    })),
    outputs: outputs.map((element) => ({ name: element.name, index: indexOf.get(element) ?? 0 })),
  };
}
