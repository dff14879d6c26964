import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const decision = (name: string, needs: string, text: string) =>
  `<decision name="${name}" id="_${name}"><variable name="${name}"/>${needs}<literalExpression><text>${text}</text></literalExpression></decision>`;
const INPUT = '<informationRequirement><requiredInput href="#_amount"/></informationRequirement>';
const MODEL = `<definitions xmlns="${DMN}" name="rates" namespace="urn:rates">
  <inputData name="金额" id="_amount"><variable name="金额" typeRef="number"/></inputData>
  ${decision('加倍', INPUT, '金额 * 2')}${decision('缺数', INPUT, '金额 + "a"')}${decision('坏', '', '1 +')}
  <decisionService name="服务" id="_s"><outputDecision href="#_加倍"/><inputData href="#_amount"/></decisionService>
</definitions>`;
const GOOD = MODEL.replace(/<decision name="(?:缺数|坏)".*?<\/decision>/g, '');
const IMPORTING = `<definitions xmlns="${DMN}" name="second" namespace="urn:second">
  <import name="r" namespace="urn:rates" importType="${DMN}"/>
  ${decision('再加', '<informationRequirement><requiredDecision href="urn:rates#_加倍"/></informationRequirement>', 'r.加倍 + 1')}
</definitions>`;

const folder = mkdtempSync(join(tmpdir(), 'tandem-decision-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const model = file('rates.dmn', MODEL);
const goodModel = file('good-rates.dmn', GOOD);
const importing = file('second.dmn', IMPORTING);
afterAll(() => rmSync(folder, { recursive: true }));

function command(args: string[], input: string | Buffer = '{}') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), ...args],
    {
      input,
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}
const printed = ({ stdout }: { stdout: string }) => JSON.parse(stdout) as unknown;

describe('run', () => {
  test('every decision of a model; what became null, and why, on standard error', () => {
    const done = command(['run', model, file('input.json', '{"金额": 1.1}')]);
    expect(done.status).toBe(0);
    expect(printed(done)).toEqual({ 加倍: 2.2, 缺数: null, 坏: null });
    expect(done.stderr).toMatch(/^缺数: [A-Z_]+ /m);
    expect(done.stderr).toMatch(/^坏: [A-Z_]+ /m);
  });

  test('a result that holds one list many times over ends in a code, whatever tells it', () => {
    const shared = file(
      'shared.dmn',
      `<definitions xmlns="${DMN}" name="shared" namespace="urn:shared">${decision('D', '', 'for i in 0..60 return if i = 0 then [1] else [partial[-1], partial[-1]]')}</definitions>`,
    );
    for (const args of [
      ['run', shared, '-'],
      ['explain', shared, '-', '--decision', 'D', '--json'],
    ]) {
      const { status, stderr } = command(args);
      expect([status, stderr.split('\n')[0]]).toEqual([1, 'LIMIT_SIZE']);
    }
    const told = command(['explain', shared, '-', '--decision', 'D']);
    expect(told.status).toBe(0);
    expect(told.stdout).toMatch(/^D: \[\[1\], .{1900,2100}…\n$/);
  });

  test('a number beyond all numbers is told, as its text is', () => {
    const [number, text] = ['1e7000', '"1e7000"'].map((size) =>
      command(['run', model, '-', '--decision', '加倍'], `{"金额": ${size}}`),
    );
    expect(number).toEqual(text);
    expect(number?.stderr).toMatch(/^金额: TYPE_MISMATCH /m);
  });

  test('names of inputs that nothing asks for are told, and refused if so wished', () => {
    const done = command(['run', model, '-', '--decision', '加倍'], '{"金额": 2, "金额 ": 3, "数": 4}');
    expect(done.status).toBe(0);
    expect(printed(done)).toEqual({ 加倍: 4 });
    expect(done.stderr).toMatch(/^金额 : INPUT_UNKNOWN \{\}\n数: INPUT_UNKNOWN/);
    const imported = command(['run', importing, '-', '--import', goodModel], '{"r.金额": 4}');
    expect([imported.stderr, printed(imported)]).toEqual(['', { 再加: 9 }]);
    const refused = command(['run', importing, '-', '--import', model, '--strict'], '{"x": 4}');
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/^INPUT_UNKNOWN\n.*x.*\n.*x\n$/);
    const strict = command(['run', goodModel, '-', '--service', '服务', '--strict'], '{"金额": 4}');
    expect([strict.status, strict.stderr]).toEqual([0, '']);
  });

  test('decisions that share a name are told apart, and one that can not be decided takes no other with it', () => {
    const written = (...parts: string[]) =>
      file(
        'names.dmn',
        `<definitions xmlns="${DMN}" name="names" namespace="urn:names">${parts.join('')}</definitions>`,
      );
    const decided = (...parts: string[]) => command(['run', written(...parts), '-']);
    const named = (id: string, name: string, value: string) =>
      decision(name, '', value).replace(`id="_${name}"`, `id="${id}"`);
    const renamed = decision('补贴档次', '', '1').replace(
      '<variable name="补贴档次"',
      '<variable name="档次"',
    );
    const all = decided(renamed, named('b', '档次', '2'), named('c', '其他', '3'), named('d', '其他', '4'));
    expect([all.status, printed(all)]).toEqual([0, { 补贴档次: 1, b: 2, c: 3, d: 4 }]);
    const self = '<informationRequirement><requiredDecision href="#_环"/></informationRequirement>';
    const some = decided(named('a', '同', '1'), named('a', '同', '2'), decision('环', self, '环'));
    expect([some.status, printed(some)]).toEqual([1, { a: 1 }]);
    expect(some.stderr).toBe('同: NAME_AMBIGUOUS {"name":"同"}\n环: REQUIREMENT_CYCLE {"name":"环"}\n');
    const service = '<decisionService name="同" id="s"><outputDecision href="#a"/></decisionService>';
    const both = written(named('a', '同', '1'), service);
    const refused = command(['run', both, '-', '--decision', '同', '--service', '同']);
    expect([refused.status, refused.stdout, refused.stderr.split('\n')[0]]).toEqual([
      1,
      '',
      'NAME_AMBIGUOUS',
    ]);
    expect(printed(command(['run', both, '-', '--decision', '同', '--service', 's']))).toEqual({
      同: 1,
      s: 1,
    });
  });

  test('some decisions, a service, a model that imports; digits that JavaScript would lose', () => {
    const input = '{"金额": 12345678901234567890.12345}';
    expect(printed(command(['run', model, '-', '--decision', '加倍'], input))).toEqual({
      加倍: '24691357802469135780.2469',
    });
    expect(printed(command(['run', model, '-', '--service', '服务'], '{"金额": 4}'))).toEqual({ 服务: 8 });
    expect(printed(command(['run', importing, '-', '--import', model], '{"金额": 4}'))).toEqual({ 再加: 9 });
  });
});

describe('check', () => {
  test('an error is an exit code, a place and a sentence in both languages', () => {
    const checked = command(['check', model]);
    expect(checked.status).toBe(1);
    expect(checked.stdout).toMatch(
      /rates\.dmn:\d+:\d+ error FEEL_SYNTAX 坏\n .*\p{Script=Han}.*\n .*[a-z]{3}/u,
    );
  });

  test('findings as JSON; a model without any', () => {
    const found = printed(command(['check', model, '--json'])) as { code: string; place: { name: string } }[];
    expect(found.find(({ place }) => place.name === '坏')?.code).toBe('FEEL_SYNTAX');
    expect(command(['check', importing, '--import', goodModel])).toEqual({
      ...{ status: 0, stdout: '', stderr: '' },
    });
  });
});

const TABLE = (limit: number) => `<definitions xmlns="${DMN}" name="loans" namespace="urn:loans">
  <inputData name="年龄" id="_age"><variable name="年龄" typeRef="number"/></inputData>
  <decision name="贷款" id="_d"><variable name="贷款"/>${INPUT.replace('_amount', '_age')}
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>年龄</text></inputExpression></input><output/>
      <rule><inputEntry><text>&lt; ${limit}</text></inputEntry><outputEntry><text>"拒绝"</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>date("2026-01-31")</text></outputEntry></rule>
    </decisionTable></decision></definitions>`;
const [before, after] = [file('before.dmn', TABLE(18)), file('after.dmn', TABLE(21))];

describe('texts of other encodings', () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const bytes = (name: string, content: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  // 年龄, 贷款 and 拒绝 in GB18030.
  const GB: readonly (readonly [string, string])[] = [
    ['年龄', 'c4eac1e4'],
    ['贷款', 'b4fbbfee'],
    ['拒绝', 'bedcbef8'],
  ];
  const inGb = (text: string) =>
    Buffer.from(
      GB.reduce((all, [word, hex]) => all.replaceAll(word, Buffer.from(hex, 'hex').toString('latin1')), text),
      'latin1',
    );
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n${TABLE(18)}`;

  test.each([
    ['GB18030', bytes('gb.dmn', inGb(declared('GB18030'))), Buffer.from('{"年龄": 17}')],
    ['UTF-16', bytes('16.dmn', utf16(declared('UTF-16'))), utf16('{"年龄": 17}')],
    [
      'UTF-16, big end first',
      bytes('be.dmn', utf16(declared('UTF-16')).swap16()),
      utf16('{"年龄": 17}').swap16(),
    ],
    [
      'UTF-8 with its mark',
      bytes('bom.dmn', Buffer.from(`\ufeff${declared('UTF-8')}`)),
      Buffer.from('\ufeff{"年龄": 17}'),
    ],
  ])('%s', (_, path, input) => {
    expect(printed(command(['run', path, '-'], input))).toEqual({ 贷款: '拒绝' });
  });

  test('bytes that are none are refused', () => {
    for (const [path, input] of [
      [bytes('encoding.dmn', Buffer.from(declared('X-NONE'))), '{}'],
      [bytes('broken.dmn', inGb(TABLE(18))), '{}'],
      [before, inGb('{"年龄": 17}')],
    ] as const)
      expect(command(['run', path, '-'], input)).toMatchObject({
        ...{ status: 1, stdout: '' },
        stderr: expect.stringMatching(/^ENCODING_REFUSED\n/) as string,
      });
  });
});

test('--help says how, and is no mistake', () => {
  for (const args of [['--help'], ['-h'], ['run', '--help']]) {
    const told = command(args);
    expect(told).toMatchObject({ status: 0, stderr: '' });
    expect(told.stdout).toMatch(/npx tandem-decision run 模型.*\n.*npx tandem-decision run MODEL/);
  }
});

describe('explain', () => {
  test('which rule was hit and why, in both languages, or as data', () => {
    const told = command(['explain', before, '-', '--decision', '贷款'], '{"年龄": 17}');
    expect(told.status).toBe(0);
    expect(told.stdout).toMatch(/^贷款: "拒绝"\n .*\p{Script=Han}.*\n .*[a-z]{3}/u);
    const data = printed(command(['explain', before, '-', '--decision', '贷款', '--json'], '{"年龄": 18}'));
    expect(data).toMatchObject({ value: '2026-01-31', tables: [{ name: '贷款', hits: [{ rule: 2 }] }] });
    const refused = command(['explain', before, '-', '--decision', '贷款'], '{"年龄": "十七"}');
    expect(refused.stdout).toMatch(
      /\n年龄: TYPE_MISMATCH\n {2}“年龄”的值不是 number.*\n {2}The value of “年龄” is not number/,
    );
  });
});

describe('diff', () => {
  const subjects = [17, 19, 20, 21].map((age) => `{"年龄": ${age}}`).join('\n');

  test('who changes, by the rules that were hit', () => {
    const args = ['diff', before, after, '-', '--decision', '贷款'];
    const told = command(args, subjects);
    expect(told.status).toBe(0);
    expect(told.stdout).toContain('2 of 4 subjects change');
    expect(told.stdout).toContain('2 × 贷款 #2 → 贷款 #1\n  {"年龄":19}: "2026-01-31" → "拒绝"\n');
    expect(printed(command([...args, '--json'], subjects))).toMatchObject({
      ...{ total: 4, changed: 2 },
      byRule: [{ count: 2, examples: [{ subject: 1 }, { subject: 2 }] }],
    });
  });

  test('a subject that is none is refused with its line', () => {
    const refused = command(['diff', before, after, '-', '--decision', '贷款'], `${subjects}\n7\n`);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^INPUT_INVALID\n.*-:5/);
  });
});

describe('sql', () => {
  const typed = file('typed.dmn', TABLE(18).replaceAll('name="年龄"/>', 'name="年龄" typeRef="number"/>'));

  test('a statement, or its columns as data', () => {
    const args = ['--decision', '加倍', '--dialect', 'postgres', '--column', '金额:amount=12,2'];
    const made = command(['sql', model, ...args, '--relation', 'loans.cases', '--key', 'id']);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toMatch(/from "loans"\."cases"[^]*as "加倍"\nfrom s\d;\n$/);
    expect(printed(command(['sql', model, ...args, '--json']))).toMatchObject({
      inputs: [{ name: 'amount', sqlType: 'numeric(12, 2)' }],
      outputs: [{ name: '加倍' }],
    });
  });

  test('a column of no input is refused', () => {
    const args = ['--decision', '加倍', '--dialect', 'postgres', '--column', '金颔=12,2'];
    const refused = command(['sql', model, ...args]);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/ COLUMN_UNKNOWN 加倍\n .*金颔.*\n .*金颔/);
  });

  test('what has no SQL is told with its place, in both languages', () => {
    const refused = command(['sql', typed, '--decision', '贷款', '--dialect', 'duckdb']);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /typed\.dmn:\d+:\d+ OPERANDS_UNSUPPORTED 贷款\n .*\p{Script=Han}.*\n .*[a-z]{3}/u,
    );
  });
});

test.each([
  ['USAGE', 2, ['sql', model, '--decision', '加倍', '--dialect', 'mysql'], ''],
  ['FILE_MISSING', 1, ['run', join(folder, 'none.dmn'), '-'], '{}'],
  ['INPUT_INVALID', 1, ['run', model, '-'], '[1]'],
  ['INPUT_INVALID', 1, ['run', model, '-'], '{'],
  ['XML_MALFORMED', 1, ['run', file('bad.dmn', '<a>'), '-'], '{}'],
  ['MODEL_NOT_DMN', 1, ['run', file('other.dmn', '<a/>'), '-'], '{}'],
  ['NOT_FOUND', 1, ['run', model, '-', '--decision', '无'], '{}'],
  ['USAGE', 2, [], ''],
  ['USAGE', 2, ['walk'], ''],
  ['USAGE', 2, ['run', model], ''],
  ['USAGE', 2, ['check'], ''],
  ['USAGE', 2, ['explain', before, '-'], '{}'],
  ['USAGE', 2, ['diff', before, after, '--decision', '贷款'], ''],
  ['NOT_FOUND', 1, ['diff', before, after, '-', '--decision', '无'], ''],
  ['FILE_MISSING', 1, ['check', join(folder, 'none.dmn')], ''],
  ['USAGE', 2, ['run', model, '-', '--unknown'], ''],
])('%s ends with %i and a sentence in both languages', (code, status, args, input) => {
  const refused = command(args, input);
  expect(refused).toMatchObject({ status, stdout: '' });
  expect(refused.stderr).toMatch(new RegExp(`^${code}\n.*\\p{Script=Han}.*\n.*[a-z]{3}`, 'u'));
});
