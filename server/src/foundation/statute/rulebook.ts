import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Bilingual = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) });

const RuleSchema = Type.Object(
  {
    id: Type.String({ pattern: '^(\\d+|platform)\\.[a-z0-9.-]+$' }),
    article: Type.Union([Type.Integer({ minimum: 1, maximum: 44 }), Type.Null()]),
    kind: Type.Enum(['statute', 'platform']),
    room: Type.String(),
    status: Type.Enum(['in-force', 'to-come']),
    title: Bilingual,
    text: Bilingual,
    params: Type.Record(Type.String(), Type.Number()),
  },
  { additionalProperties: false },
);

const RulebookSchema = Type.Object(
  {
    decree: Type.Object({
      zh: Type.String(),
      en: Type.String(),
      number: Type.String(),
      inForce: Type.String(),
    }),
    version: Type.Integer({ minimum: 1 }),
    rules: Type.Array(RuleSchema),
  },
  { additionalProperties: false },
);

/**
 * A rule of the decree (State Council Decree 809) that binds software, or a default of this platform where
 * the decree is silent: `kind` says which, and the two are never shown alike.
 */
export type Rule = Static<typeof RuleSchema>;
export type Rulebook = Static<typeof RulebookSchema>;

const FILE = join(import.meta.dirname, 'rulebook.json');

function loadRulebook(): Rulebook {
  const book = Value.Parse(RulebookSchema, JSON.parse(readFileSync(FILE, 'utf8')));
  const ids = new Set(book.rules.map((rule) => rule.id));
  if (ids.size !== book.rules.length) throw new Error('the rulebook lists an id twice');
  return book;
}

export const rulebook: Rulebook = loadRulebook();
const byId = new Map(rulebook.rules.map((rule) => [rule.id, rule]));

/**
 * The rule under `id`. Callers name it by a literal, so that `npm run statute` finds who asks for what.
 * @throws Error when the rulebook has no such rule: a mistake of the programmer, found by any test.
 */
export function rule(id: string): Rule {
  const found = byId.get(id);
  if (!found) throw new Error(`the rulebook has no rule ${id}`);
  return found;
}

/** A parameter of a rule, for example the working days of a reply. @throws Error when it has none. */
export function ruleParam(id: string, name: string): number {
  const value = rule(id).params[name];
  if (value === undefined) throw new Error(`rule ${id} has no parameter ${name}`);
  return value;
}

/** The working days a rule allows. */
export function ruleDays(id: string): number {
  return ruleParam(id, 'workingDays');
}
