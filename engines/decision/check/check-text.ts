import { DecisionError } from '../decision-error.ts';
import type { Expression, Span, UnaryTests } from '../feel/ast.ts';
import { parseExpression, parseUnaryTests, type KnownNames } from '../feel/parse-expression.ts';
import type { FeelText, Place } from '../model/model.ts';
import { BOOLEAN, NULL, typeToText, type Type } from '../types/type.ts';
import { attempt } from './attempt.ts';
import { ExpressionCheck } from './check-expression.ts';
import { printAllowed, printConstant } from './constant.ts';
import { brokenBy, type Definitions } from './definitions.ts';
import { makeFinding, type Finding, type FindingPlace } from './finding.ts';
import { fitOf } from './fit.ts';
import { matchSegment, partsOfTests } from './match-segment.ts';
import { rootsIn } from './roots.ts';
import { shapeOf, told, type Scope, type Told } from './scope.ts';
import { misfits, MOST_TOLD, typeOfShape, type Misfit } from './shape.ts';
import type { FindingCode } from './sentences.ts';

/** Rule and column of a cell. */
type Where = Pick<FindingPlace, 'rule' | 'column'>;

const REFUSALS: ReadonlyMap<string, FindingCode> = new Map([
  ['LIMIT_DEPTH', 'EXPRESSION_TOO_DEEP'],
  ['LIMIT_STEPS', 'EXPRESSION_TOO_LARGE'],
]);

/** Reads and checks the texts of one decision or business knowledge model, and keeps what it finds. */
export class TextCheck {
  readonly definitions: Definitions;
  readonly findings: Finding[] = [];
  /** Names of what is required that have been met. */
  readonly used = new Set<string>();
  /** Whether all its texts could be read. */
  isRead = true;
  readonly #known = new Map<FeelText, Expression>();
  /** What the texts since then take their values from. */
  #roots = new Set<string>();
  readonly place: FindingPlace;

  constructor(definitions: Definitions, place: FindingPlace) {
    this.definitions = definitions;
    this.place = place;
  }

  /** With what all texts that it reads take their values from. */
  collecting<T>(read: () => T): { value: T; roots: readonly string[] } {
    const before = this.#roots;
    const own = new Set<string>();
    this.#roots = own;
    const value = read();
    this.#roots = before.union(own);
    return { value, roots: [...own] };
  }

  report(code: FindingCode, where: Partial<FindingPlace>, params: Finding['params'] = {}): void {
    this.findings.push(makeFinding(code, { ...this.place, ...where }, params));
  }

  /** The type of a `typeRef`, reported if nothing has that name; undefined without one. */
  typeOf(typeRef: string | undefined, where: Partial<FindingPlace> = {}): Type | undefined {
    if (typeRef === undefined) return undefined;
    const type = this.definitions.types.find(typeRef);
    if (!type) this.report('TYPE_UNKNOWN', where, { type: typeRef });
    return type;
  }

  expression(
    text: FeelText,
    scope: Scope,
    where: Where = {},
  ): { expression: Expression; told: Told } | undefined {
    const expression = this.#read(text, where, parseExpression, scope);
    if (expression) {
      this.#rootsOf(expression, scope);
      this.#known.set(text, expression);
    }
    return expression && { expression, told: this.#expressions(text, where).infer(expression, scope) };
  }

  /** Reports that an expression is blank, which is null. */
  empty(at: Place, where: Where = {}): Told {
    this.report('EXPRESSION_EMPTY', { ...where, at });
    return told(NULL);
  }

  /** What a text that was checked before has been read as. */
  expressionOf(text: FeelText): Expression | undefined {
    return this.#known.get(text);
  }

  /** The tests of a cell on a value of which so much is told. */
  tests(text: FeelText, of: Told, scope: Scope, where: Where = {}): UnaryTests | undefined {
    const inner = scope.with([['?', { ...of, origin: 'local' }]]);
    const tests = this.#read(text, where, parseUnaryTests, inner);
    const check = this.#expressions(text, where);
    for (const test of tests?.tests ?? []) {
      check.test(test, of, inner);
      this.#rootsOf(test.kind === 'compare' ? test.operand : test.expression, inner);
    }
    return tests;
  }

  /** The tests that allowed values are; texts and numbers are read once for all columns of a type. */
  allowed(text: FeelText, of: Told, scope: Scope, where: Where): UnaryTests | undefined {
    const alike = this.definitions.listed.get(text) ?? [];
    const known = alike.find(({ type, definition }) => type === of.type && definition === of.definition);
    if (known) return known.tests;
    const before = this.findings.length;
    const tests = this.tests(text, of, scope, where);
    // What it names means the same elsewhere, and there is nothing to report of it.
    if (tests && partsOfTests(tests).others.length === 0 && this.findings.length === before)
      this.definitions.listed.set(text, [...alike, { type: of.type, definition: of.definition, tests }]);
    return tests;
  }

  #rootsOf(expression: Expression, scope: Scope): void {
    for (const root of rootsIn(expression, scope)) this.#roots.add(root);
  }

  #expressions({ place }: FeelText, where: Where): ExpressionCheck {
    const at = ({ start, end }: Span) => ({ ...where, span: { start, end }, at: place });
    return new ExpressionCheck({
      definitions: this.definitions,
      report: (code, span: Span, params) => this.report(code, at(span), params),
      where: at,
      excludes: (definition, value) =>
        this.definitions
          .allowed(definition)
          .tests.some((tests) => matchSegment(tests, { kind: 'point', value }) === false),
      bounds: (definition) => this.definitions.allowed(definition).bounds,
      uses: (name) => this.used.add(name),
    });
  }

  #read<T>(
    { text, language, place }: FeelText,
    where: Where,
    parse: (text: string, known: KnownNames) => T,
    scope: Scope,
  ): T | undefined {
    if (language !== undefined && !/^$|feel/i.test(language)) {
      this.isRead = false;
      this.report('LANGUAGE_UNSUPPORTED', { ...where, at: place }, { language });
      return undefined;
    }
    const [known, all] = scope.known;
    const read = attempt(() => parse(text, known));
    if (!(read instanceof DecisionError)) return read;
    const wider = attempt(() => parse(text, all));
    if (!(wider instanceof DecisionError)) return wider;
    this.isRead = false;
    const start = Number(read.params['offset'] ?? 0);
    const code = REFUSALS.get(read.code) ?? 'FEEL_SYNTAX';
    this.report(code, { ...where, span: { start, end: text.length }, at: place }, read.params);
    return undefined;
  }

  /** Reports a result that can't be of the type declared, and parts of it by which it is not, the first ones of many. */
  result(of: Told, declared: Type, where: Partial<FindingPlace>): void {
    const expected = typeToText(declared);
    if (fitOf(of.type, declared) === 'never')
      this.report('RESULT_TYPE', where, { expected, actual: typeToText(of.type) });
    else for (const misfit of misfits(shapeOf(of, where), declared).take(MOST_TOLD)) this.#misfit(misfit);
  }

  /** The same of a condition that can't be true; one that can in part may be met in that part only. */
  condition({ type }: Told, at: Place): void {
    this.result(told(type), BOOLEAN, { at });
  }

  #misfit({ kind, shape, declared }: Misfit): void {
    const broken = shape.kind === 'value' ? brokenBy(shape.value, declared) : undefined;
    if (shape.kind === 'value' && broken) {
      const params = { value: printConstant(shape.value), allowed: printAllowed(broken) };
      this.report('OUTPUT_NOT_ALLOWED', shape.where, params);
    } else {
      const code = kind === 'part' ? 'RESULT_PART_TYPE' : kind === 'hits' ? 'RESULT_LIST' : 'RESULT_TYPE';
      const params = { expected: typeToText(declared), actual: typeToText(typeOfShape(shape)) };
      this.report(code, shape.where, params);
    }
  }
}
