import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { rulebook } from './rulebook.ts';
import { readTrace } from './trace.ts';

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
const Place = Type.Object({ file: Type.String(), line: Type.Integer() });

const StatutePage = Type.Object({
  decree: Type.Object({
    zh: Type.String(),
    en: Type.String(),
    number: Type.String(),
    inForce: Type.String(),
  }),
  version: Type.Integer(),
  rules: Type.Array(
    Type.Object({
      id: Type.String(),
      article: Type.Union([Type.Integer(), Type.Null()]),
      kind: Type.Enum(['statute', 'platform']),
      room: Type.String(),
      status: Type.Enum(['in-force', 'to-come']),
      title: Bilingual,
      text: Bilingual,
      params: Type.Record(Type.String(), Type.Number()),
      code: Type.Array(Place),
      tests: Type.Array(Place),
    }),
  ),
});

/** The statute as the platform keeps it, with the code that asks for each rule and the tests that prove it. */
export function statuteRoutes(app: App): void {
  app.get(
    '/api/v1/statute',
    {
      schema: {
        summary: 'The rulebook, article by article',
        tags: ['statute'],
        response: { 200: StatutePage },
      },
      config: { allow: 'public' },
    },
    async () => {
      const trace = readTrace();
      const rules = rulebook.rules.map((rule) => ({
        ...rule,
        ...(trace[rule.id] ?? { code: [], tests: [] }),
      }));
      return { decree: rulebook.decree, version: rulebook.version, rules };
    },
  );
}
