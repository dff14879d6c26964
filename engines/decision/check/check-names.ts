import type { Model, Place } from '../model/model.ts';
import { variableName, type Elements } from './elements.ts';
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
      ...repeated(parts, variableName).map((element) =>
        twice('NAME_DUPLICATE', element, model, { name: variableName(element) }),
      ),
      ...repeated(definitions, ({ name }) => name).map((one) =>
        twice('NAME_DUPLICATE', one, model, { name: one.name }),
      ),
      ...repeated(parts, ({ id }) => id).map((one) =>
        twice('ID_DUPLICATE', one, model, { id: one.id ?? '' }),
      ),
    ];
  });

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
