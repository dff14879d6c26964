import type { Element, Home } from './link.ts';

/**
 * By which keys each of these is given, the first of them its own alone: the name for what is of the main model;
 * `import.name` for what that imports, then `model.name` and `namespace.name`, and the bare name if nothing else has it.
 * A key that could mean several means none.
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
  offer(({ home, name }) => (home === main ? [name] : []));
  // The bare name of what is of the main model never means anything else.
  for (const { name } of main?.elements ?? []) taken.add(name);
  offer(({ home, name }) =>
    (main?.imports ?? [])
      .filter((one) => one.home === home)
      .map(({ prefix }) => (prefix === '' ? name : `${prefix}.${name}`)),
  );
  offer(({ home, name }) => [`${home.model.name}.${name}`]);
  offer(({ home, name }) => [`${home.model.namespace}.${name}`]);
  offer(({ home, name }) => (home === main ? [] : [name]));
  return elements.map((element) => keys.get(element) ?? []);
}
