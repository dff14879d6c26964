import type { Reference } from '../model/model.ts';
import {
  isDecision,
  isFunction,
  isRequiring,
  type Element,
  type Elements,
  type Located,
} from './elements.ts';
import { makeFinding, placeOfElement, type Finding } from './finding.ts';

/** Circles of requirements, references to nothing and to other kinds than they tell, models that are not at hand, inputs that nothing requires. */
export function checkRequirements(elements: Elements): Finding[] {
  const all = elements.models.flatMap((model) => elements.of(model).map((element) => ({ element, model })));
  return [
    ...elements.models.flatMap((model) =>
      model.imports
        .filter(({ kind, namespace }) => kind === 'dmn' && !elements.model(namespace))
        .map(({ name, namespace, place }) =>
          makeFinding(
            'IMPORT_MISSING',
            { model: model.namespace, name, id: undefined, at: place },
            { namespace },
          ),
        ),
    ),
    ...all.flatMap((located) => dangling(elements, located)),
    ...all.flatMap((located) => ofOtherKind(elements, located)),
    ...circles(elements, all),
    ...unusedInputs(elements, all),
  ];
}

function dangling(elements: Elements, located: Located): Finding[] {
  return elements
    .requirements(located)
    .filter(
      ({ reference, found }) => !found && elements.model(reference.namespace ?? located.model.namespace),
    )
    .map(({ reference }) =>
      makeFinding('REQUIREMENT_UNKNOWN', placeOfElement(located), { id: reference.id }),
    );
}

/** What is required as knowledge and is no function, or as information and is one. */
function ofOtherKind(elements: Elements, located: Located): Finding[] {
  const { element, model } = located;
  if (!isRequiring(element)) return [];
  const information = isDecision(element) ? [...element.requiredInputs, ...element.requiredDecisions] : [];
  const isWrong = (reference: Reference, asFunction: boolean): boolean => {
    const found = elements.find(reference, model);
    return found !== undefined && isFunction(found.element) !== asFunction;
  };
  return [
    ...information.filter((reference) => isWrong(reference, false)),
    ...element.requiredKnowledge.filter((reference) => isWrong(reference, true)),
  ].map(({ id }) => makeFinding('REQUIREMENT_KIND', placeOfElement(located), { id }));
}

/** Each circle once, at the element where it was met first. Functions may call each other in circles. */
function circles(elements: Elements, all: readonly Located[]): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<Element>();
  const path: Element[] = [];
  const visit = (located: Located) => {
    const { element } = located;
    const start = path.indexOf(element);
    if (start !== -1) {
      const circle = [...path.slice(start), element];
      const names = circle.map(({ name }) => name).join(' → ');
      if (circle.some(isDecision))
        findings.push(makeFinding('REQUIREMENT_CYCLE', placeOfElement(located), { path: names }));
    }
    if (done.has(element) || !isRequiring(element)) return;
    done.add(element);
    path.push(element);
    for (const { found } of elements.requirements(located)) if (found) visit(found);
    path.pop();
  };
  for (const located of all) visit(located);
  return findings;
}

function unusedInputs(elements: Elements, all: readonly Located[]): Finding[] {
  const required = new Set(
    all.flatMap((located) => elements.requirements(located)).map(({ found }) => found?.element),
  );
  return all
    .filter(({ element, model }) => model.inputs.some((input) => input === element) && !required.has(element))
    .map((located) => makeFinding('INPUT_UNUSED', placeOfElement(located)));
}
