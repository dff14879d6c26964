import { beginningOf } from './values/to-text.ts';

/** Characters of one parameter that are told. */
const MOST_CHARACTERS = 2000;

/** `{name}` stands for a parameter, cut where it is long. */
export const fillSentence = (template: string, params: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) =>
    beginningOf(String(params[name] ?? ''), MOST_CHARACTERS),
  );
