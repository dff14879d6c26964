import { nameKey, normalizeName } from '../feel/names.ts';
import type { Model, Place } from '../model/model.ts';
import { variableName, type Element, type Elements } from './elements.ts';
import { makeFinding, placeOfElement, type Finding } from './finding.ts';

interface Named {
  id: string | undefined;
  name: string;
  place: Place;
}

/** Names and ids that two parts of one model have: references and results mean the first, or the last, in silence. */
export const checkNames = (elements: Elements): Finding[] =>
  elements.models.flatMap((model) => {
    const parts = elements.of(model);
    const definitions = model.itemDefinitions;
    return [
      ...namesakes(parts, model).map(({ part, name }) => twice('NAME_DUPLICATE', part, model, { name })),
      ...repeated(definitions, ({ name }) => name).map((one) =>
        twice('NAME_DUPLICATE', one, model, { name: one.name }),
      ),
      ...repeated(parts, ({ id }) => id).map((one) =>
        twice('ID_DUPLICATE', one, model, { id: one.id ?? '' }),
      ),
    ];
  });

/** Parts by names that one before them has, for expressions or for who asks for one of its kind. */
function namesakes(parts: readonly Element[], model: Model): { part: Element; name: string }[] {
  const known = parts.map((part) => ({ part, name: variableName(part) }));
  const asked = [model.decisions, model.knowledge, model.services].map((kind: readonly Element[]) =>
    kind.flatMap((part) =>
      [...new Set([variableName(part), normalizeName(part.name)])].map((name) => ({ part, name })),
    ),
  );
  const found = [
    ...repeated(known, ({ name }) => nameKey(name)),
    ...asked.flatMap((named) => repeated(named, ({ name }) => name)),
  ];
  return [...Map.groupBy(found, ({ part }) => part)].flatMap(([part, names]) =>
    [...new Set(names.map(({ name }) => name))].map((name) => ({ part, name })),
  );
}

const twice = (
  code: 'NAME_DUPLICATE' | 'ID_DUPLICATE',
  element: Named,
  model: Model,
  params: Finding['params'],
): Finding => makeFinding(code, placeOfElement({ element, model }), params);

/** Those whose key one before them has. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string | undefined): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === undefined) return false;
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen;
  });
}
