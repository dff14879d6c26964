import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModel, DecisionError, readModel, type CompiledModel, type Value } from '@tandem/decision';
import { matches, printed } from './match-value.ts';
import { readTests, type ExpectedResult, type TestCase, type TestFile } from './read-tests.ts';

export interface Failure {
  folder: string;
  file: string;
  case: string;
  result: string;
  expected: string;
  actual: string;
}

export interface Score {
  cases: number;
  passed: number;
  byLevel: Record<string, { cases: number; passed: number }>;
  failed: Failure[];
}

export interface SuiteOptions {
  suite: string;
  backEnd: 'closures' | 'source';
  /** Only folders whose name contains this. */
  folder?: string | undefined;
}

const foldersIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

/**
 * Runs a kit laid out as `<level>/<folder>/*.dmn` with `*-test-*.xml`, `non-compliant` left out as the public board
 * leaves it out. A case is a `testCase`, and passes when all its results do; one entry of `failed` is one result.
 */
export function runSuite({ suite, backEnd, folder: wanted = '' }: SuiteOptions): Score {
  const score: Score = { cases: 0, passed: 0, byLevel: {}, failed: [] };
  for (const level of foldersIn(suite).filter((name) => name !== 'non-compliant')) {
    const ofLevel = { cases: 0, passed: 0 };
    for (const folder of foldersIn(join(suite, level)).filter((name) => name.includes(wanted))) {
      const ofFolder = runFolder(join(suite, level, folder), backEnd);
      ofLevel.cases += ofFolder.cases;
      ofLevel.passed += ofFolder.passed;
      score.failed.push(...ofFolder.failed.map((failure) => ({ folder: `${level}/${folder}`, ...failure })));
    }
    if (ofLevel.cases === 0) continue;
    score.byLevel[level] = ofLevel;
    score.cases += ofLevel.cases;
    score.passed += ofLevel.passed;
  }
  return score;
}

/** Compiles each model of a folder once, with all others of the folder at hand for its imports. */
function runFolder(path: string, backEnd: SuiteOptions['backEnd']) {
  const models = globSync('*.dmn', { cwd: path }).toSorted();
  const compiled = new Map<string, () => CompiledModel>();
  const modelOf = (name: string | undefined): CompiledModel => {
    const main = models.find((file) => file === name) ?? (models.length === 1 ? models[0] : undefined);
    if (main === undefined) throw new Error(`no model ${name}`);
    if (!compiled.has(main))
      compiled.set(
        main,
        once(() => compile(path, main, models, backEnd)),
      );
    return (compiled.get(main) as () => CompiledModel)();
  };
  const ofFolder = { cases: 0, passed: 0, failed: [] as Omit<Failure, 'folder'>[] };
  for (const file of globSync('*-test-*.xml', { cwd: path }).toSorted()) {
    const tests = testsOf(join(path, file));
    if ('failure' in tests) {
      ofFolder.cases += 1;
      ofFolder.failed.push({ file, ...tests.failure });
      continue;
    }
    for (const one of tests.cases) {
      const failures = one.results.flatMap((result) => judge(() => modelOf(tests.modelName), one, result));
      ofFolder.cases += 1;
      if (failures.length === 0) ofFolder.passed += 1;
      ofFolder.failed.push(...failures.map((failure) => ({ file, case: one.id, ...failure })));
    }
  }
  return ofFolder;
}

/** Why a file of tests can't be read counts as a case that fails. */
function testsOf(path: string): TestFile | { failure: Omit<Failure, 'folder' | 'file'> } {
  try {
    return readTests(readFileSync(path, 'utf8'));
  } catch (error) {
    return { failure: { case: '', result: '', expected: 'a file of tests', actual: String(error) } };
  }
}

/** The same result, or the same exception, however often it is asked for. */
function once<T>(make: () => T): () => T {
  let kept: { value: T } | { error: unknown } | undefined;
  return () => {
    try {
      kept ??= { value: make() };
    } catch (error) {
      kept = { error };
    }
    if ('error' in kept) throw kept.error;
    return kept.value;
  };
}

function compile(path: string, main: string, files: string[], backEnd: SuiteOptions['backEnd']) {
  const read = (file: string) => readModel(readFileSync(join(path, file), 'utf8'));
  return compileModel([read(main), ...files.filter((file) => file !== main).map(read)], { backEnd });
}

/** Nothing when the result is right. */
function judge(
  model: () => CompiledModel,
  one: TestCase,
  result: ExpectedResult,
): Pick<Failure, 'result' | 'expected' | 'actual'>[] {
  const { actual, isRight } = outcomeOf(model, one, result);
  return isRight ? [] : [{ result: result.name, expected: printed(result.value), actual }];
}

function outcomeOf(model: () => CompiledModel, one: TestCase, { name, value, isError }: ExpectedResult) {
  try {
    const found = evaluate(model(), one, name);
    return { actual: printed(found), isRight: matches(value, found) };
  } catch (error) {
    // An evaluation that was stopped at a limit has no result; whatever else is thrown is a fault of ours.
    const isStopped = error instanceof DecisionError && error.code.startsWith('LIMIT_');
    return { actual: String(error), isRight: isError && isStopped };
  }
}

function evaluate(model: CompiledModel, { kind, invocableName = '', inputs }: TestCase, name: string): Value {
  if (kind === 'decision') return model.evaluate(name, inputs, Date.now()).value;
  if (kind === 'bkm') return model.invoke(invocableName, inputs, Date.now()).value;
  const { value } = model.evaluateService(invocableName, inputs, Date.now());
  // A service of several output decisions gives a context of their names.
  return value instanceof Map && value.has(name) ? (value.get(name) ?? null) : value;
}
