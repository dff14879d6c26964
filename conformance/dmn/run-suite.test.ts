import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Score } from './run-suite.ts';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const model = (name: string, content: string) =>
  `<definitions xmlns="${DMN}" name="${name}" namespace="urn:${name}">${content}</definitions>`;
const input = (name: string, type: string) =>
  `<inputData name="${name}" id="_${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const decision = (name: string, inputs: string[], text: string) =>
  `<decision name="${name}" id="_${name}"><variable name="${name}"/>${inputs
    .map((one) => `<informationRequirement><requiredInput href="#_${one}"/></informationRequirement>`)
    .join('')}<literalExpression><text>${text}</text></literalExpression></decision>`;

const tests = (modelName: string, cases: string) =>
  `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>${modelName}</modelName>${cases}</testCases>`;
const given = (name: string, value: string) => `<inputNode name="${name}">${value}</inputNode>`;
const simple = (type: string, text: string) => `<value xsi:type="xsd:${type}">${text}</value>`;
const NIL = '<value xsi:nil="true"/>';
const wanted = (name: string, value: string, error = false) =>
  `<resultNode name="${name}" errorResult="${error}"><expected>${value}</expected></resultNode>`;
const testCase = (id: string, content: string, kind = '') =>
  `<testCase id="${id}" ${kind}>${content}</testCase>`;

const FIRST = model(
  'first',
  input('amount', 'number') +
    input('name', 'string') +
    decision('third', ['amount'], 'amount / 3') +
    decision('greeting', ['name'], '{ text: "hello " + name, list: [1, null, date("2026-01-31")] }') +
    decision('broken', [], '1 +') +
    `<decisionService name="service" id="_s"><outputDecision href="#_third"/><inputData href="#_amount"/></decisionService>`,
);
const GREETING = `<component name="list"><list><item>${simple('decimal', '1')}</item><item>${NIL}</item>
  <item>${simple('date', '2026-01-31')}</item></list></component>
  <component name="text">${simple('string', 'hello 王')}</component>`;

/** Right, wrong in value, wrong in type, null that is expected and null that is not, errors, a service. */
const FIRST_TESTS = tests(
  'first.dmn',
  [
    testCase(
      '001',
      given('amount', simple('decimal', '2')) + wanted('third', simple('decimal', '0.6666666667')),
    ),
    testCase('002', given('amount', simple('decimal', '2')) + wanted('third', simple('decimal', '0.66667'))),
    testCase('003', given('name', simple('string', '王')) + wanted('greeting', GREETING)),
    testCase('004', given('name', simple('string', '李')) + wanted('greeting', GREETING)),
    testCase('005', given('amount', simple('decimal', '3')) + wanted('third', simple('string', '1'))),
    testCase('006', given('amount', NIL) + wanted('third', NIL, true)),
    testCase('007', wanted('broken', NIL, true)),
    testCase('008', given('amount', simple('decimal', '3')) + wanted('third', NIL)),
    testCase('009', wanted('no such decision', NIL, true)),
    testCase(
      '010',
      given('amount', simple('decimal', '9')) + wanted('third', simple('decimal', '3')),
      'type="decisionService" invocableName="service"',
    ),
  ].join(''),
);
const SECOND = model(
  'second',
  `<import namespace="urn:first" name="one" importType="${DMN}"/>${decision('x', [], '1')}`,
);
const SECOND_TESTS = tests(
  'second.dmn',
  testCase('1', wanted('x', simple('decimal', '1')) + wanted('x', simple('decimal', '2'))),
);

const suite = mkdtempSync(join(tmpdir(), 'tandem-dmn-kit-'));
beforeAll(() => {
  const write = (path: string, text: string) => {
    mkdirSync(join(suite, path, '..'), { recursive: true });
    writeFileSync(join(suite, path), text);
  };
  write('compliance-level-2/0001-first/first.dmn', FIRST);
  write('compliance-level-2/0001-first/first-test-01.xml', FIRST_TESTS);
  write('compliance-level-3/0002-second/second.dmn', SECOND);
  write('compliance-level-3/0002-second/first.dmn', FIRST);
  write('compliance-level-3/0002-second/second-test-01.xml', SECOND_TESTS);
  write('compliance-level-3/0003-malformed/bad.dmn', '<definitions>');
  write(
    'compliance-level-3/0003-malformed/bad-test-01.xml',
    tests('bad.dmn', testCase('1', wanted('x', NIL, true))),
  );
  write('compliance-level-3/0003-malformed/worse-test-01.xml', '<testCases>');
  write('non-compliant/0004-other/first.dmn', FIRST);
  write('non-compliant/0004-other/first-test-01.xml', FIRST_TESTS);
});
afterAll(() => rmSync(suite, { recursive: true }));

function run(args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout }),
    );
  });
}

const lastLine = (said: string) => JSON.parse(said.trim().split('\n').at(-1) ?? '') as Score;

describe.each(['closures', 'source'])('the runner on %s', (backend) => {
  test('counts what passes, and names each result that does not', async () => {
    const { code, said } = await run(['--suite', suite, '--json', '--backend', backend]);
    expect(code).toBe(1);
    const score = lastLine(said);
    expect(score).toMatchObject({
      cases: 13,
      passed: 5,
      byLevel: {
        'compliance-level-2': { cases: 10, passed: 5 },
        'compliance-level-3': { cases: 3, passed: 0 },
      },
    });
    expect(score.failed.map((one) => [one.folder, one.case, one.result, one.expected])).toEqual([
      ['compliance-level-2/0001-first', '002', 'third', '0.66667'],
      ['compliance-level-2/0001-first', '004', 'greeting', expect.stringContaining('王')],
      ['compliance-level-2/0001-first', '005', 'third', '"1"'],
      ['compliance-level-2/0001-first', '008', 'third', 'null'],
      ['compliance-level-2/0001-first', '009', 'no such decision', 'null'],
      ['compliance-level-3/0002-second', '1', 'x', '2'],
      ['compliance-level-3/0003-malformed', '1', 'x', 'null'],
      ['compliance-level-3/0003-malformed', '', '', 'a file of tests'],
    ]);
    expect(score.failed.map(({ actual }) => actual)).toEqual([
      '0.6666666666666666666666666666666667',
      expect.stringContaining('李'),
      '1',
      '1',
      expect.stringContaining('NOT_FOUND'),
      '1',
      expect.stringContaining('XML_MALFORMED'),
      expect.stringContaining('XML_MALFORMED'),
    ]);
  });
});

test('a table for people; folders by name; the same last line', async () => {
  const { code, said } = await run(['--suite', suite, '--folder', 'second']);
  expect(code).toBe(1);
  expect(said).toContain('FAILED compliance-level-3/0002-second/second-test-01.xml 1 x');
  expect(lastLine(said)).toMatchObject({ cases: 1, passed: 0 });
});

test('no kit, no such back end: 2', async () => {
  expect((await run([])).code).toBe(2);
  expect((await run(['--suite', join(suite, 'compliance-level-2')])).code).toBe(2);
  expect((await run(['--suite', suite, '--backend', 'other'])).code).toBe(2);
});
