import type { Element, Home } from './link.ts';

/**
 * By which keys each of these is given, the first of them its own alone: the name for what is of the main model;
 * `import.name` for what that imports, then `model.name` and `namespace.name`, and the bare name if nothing else has it.
 * A key that could mean several means none. Names may have their white space as it is in the model.
 */
export function inputKeys(elements: readonly Element[], main: Home | undefined): string[][] {
  const keys = new Map<Element, string[]>(elements.map((element) => [element, []]));
  const taken = new Set<string>();
  const offer = (keysFor: (element: Element) => readonly string[]) => {
    const offered = Map.groupBy(
      elements.flatMap((element) => keysFor(element).map((key) => ({ key, element }))),
      ({ key }) => key,
    );
    for (const [key, claims] of offered) {
      // Two of one name in one model are the same to whoever gives it.
      const isClear = new Set(claims.map(({ element }) => element.home)).size === 1;
      if (isClear && !taken.has(key)) for (const { element } of claims) keys.get(element)?.push(key);
    }
    for (const key of offered.keys()) taken.add(key);
  };
  offer((element) => (element.home === main ? namesOf(element) : []));
  // The bare name of what is of the main model never means anything else.
  for (const element of main?.elements ?? []) for (const name of namesOf(element)) taken.add(name);
  offer((element) =>
    (main?.imports ?? [])
      .filter(({ home }) => home === element.home)
      .flatMap(({ prefix }) => namesOf(element).map((name) => (prefix === '' ? name : `${prefix}.${name}`))),
  );
  offer((element) => namesOf(element).map((name) => `${element.home.model.name}.${name}`));
  offer((element) => namesOf(element).map((name) => `${element.home.model.namespace}.${name}`));
  offer((element) => (element.home === main ? [] : namesOf(element)));
  return elements.map((element) => keys.get(element) ?? []);
}

function namesOf({ name, part }: Element): string[] {
  return [...new Set([name, part.variable?.name ?? part.name])];
}
