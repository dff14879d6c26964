import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecisionError } from '../decision-error.ts';
import { readModel } from './read-model.ts';

const KIT = join(
  process.env['TANDEM_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'dmn-tck',
);

const NAMESPACES = {
  '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
};
const sample = (namespace: string) => `<?xml version="1.0" encoding="UTF-8"?>
<dmn:definitions xmlns:dmn="${namespace}" xmlns:x="urn:x" name="稳岗返还" namespace="urn:test" id="_d">
  <!-- a comment stays -->
  <dmn:extensionElements><x:layout colour="blue"/></dmn:extensionElements>
  <dmn:itemDefinition name="tSize"><dmn:typeRef>string</dmn:typeRef>
    <dmn:allowedValues><dmn:text>"大型", "中小微"</dmn:text></dmn:allowedValues></dmn:itemDefinition>
  <dmn:inputData name="企业规模" id="_i"><dmn:variable name="企业规模" typeRef="tSize"/></dmn:inputData>
  <dmn:decision name="返还比例" id="_r"><dmn:variable name="返还比例" typeRef="number"/>
    <dmn:informationRequirement><dmn:requiredInput href="#_i"/></dmn:informationRequirement>
    <dmn:decisionTable hitPolicy="FIRST">
      <dmn:input label="规模"><dmn:inputExpression typeRef="string"><dmn:text>企业规模</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:output typeRef="number"/>
      <dmn:rule id="_1"><dmn:inputEntry><dmn:text><![CDATA["大型"]]></dmn:text></dmn:inputEntry>
        <dmn:outputEntry><dmn:text>0.3</dmn:text></dmn:outputEntry></dmn:rule>
      <dmn:rule id="_2"><dmn:inputEntry><dmn:text></dmn:text></dmn:inputEntry>
        <dmn:outputEntry><dmn:text>0.6</dmn:text></dmn:outputEntry></dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
</dmn:definitions>`;

function codeOf(xml: string): string {
  try {
    readModel(xml);
    return 'none';
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return error.code;
  }
}

describe('a model', () => {
  it.each(Object.entries(NAMESPACES))('of DMN %s is read', (version, namespace) => {
    const model = readModel(sample(namespace));
    expect(model).toMatchObject({
      ...{ version, name: '稳岗返还', namespace: 'urn:test' },
      itemDefinitions: [{ name: 'tSize', typeRef: 'string', allowedValues: { text: '"大型", "中小微"' } }],
      inputs: [{ name: '企业规模', variable: { typeRef: 'tSize' } }],
      decisions: [
        {
          requiredInputs: [{ namespace: undefined, id: '_i' }],
          logic: {
            ...{ kind: 'table', hitPolicy: 'FIRST' },
            inputs: [{ label: '规模', expression: { text: '企业规模' } }],
            rules: [
              { id: '_1', tests: [{ text: '"大型"' }], outputs: [{ text: '0.3' }] },
              { id: '_2', tests: [{ text: '-' }], outputs: [{ text: '0.6' }] },
            ],
          },
        },
      ],
    });
    expect(JSON.stringify(model.element)).toContain('"blue"');
    expect(JSON.stringify(model.element)).toContain('a comment stays');
  });

  it('tells the line of each cell', () => {
    const [decision] = readModel(sample(NAMESPACES['1.5'])).decisions;
    expect(decision?.logic).toMatchObject({ rules: [{ place: { line: 13 } }, { place: { line: 15 } }] });
  });
});

describe('what is refused', () => {
  const model = sample(NAMESPACES['1.5']);
  it.each([
    ['XML_MALFORMED', ''],
    ['XML_MALFORMED', '<a>'],
    ['XML_MALFORMED', model.slice(0, -20)],
    ['XML_MALFORMED', model.replace('"FIRST"', '"&unknown;"')],
    ['XML_MALFORMED', '<?xml version="1.1"?><a>&#x1;</a>'],
    ['XML_DOCTYPE_REFUSED', `<!DOCTYPE d [<!ENTITY a "b">]>${model.slice(model.indexOf('<dmn:'))}`],
    ['MODEL_NOT_DMN', '<definitions/>'],
    ['MODEL_NOT_DMN', sample('http://www.omg.org/spec/DMN/20151101/dmn.xsd')],
    ['MODEL_INVALID', model.replace('name="企业规模" id="_i"', 'id="_i"')],
    ['MODEL_TOO_LARGE', `<a>${'<b>'.repeat(300)}`],
  ])('%s', (code, xml) => {
    expect(codeOf(xml)).toBe(code);
  });

  it.each([
    `<a>${'<b/>'.repeat(1_000_001)}</a>`,
    `<a>${`<b ${Array.from({ length: 200 }, (_, at) => `a${at}=""`).join(' ')}/>`.repeat(10_001)}</a>`,
  ])('models of more elements and attributes than anybody writes (%#), early', (xml) => {
    expect(codeOf(xml)).toBe('MODEL_TOO_LARGE');
  });

  it('text that is damaged anywhere ends in a code or a model, and touches no prototype', () => {
    fc.assert(
      fc.property(
        fc.nat(model.length),
        fc.constantFrom('<', '"', '&', '__proto__', 'constructor', ''),
        (at, text) => {
          const damaged = model.slice(0, at) + text + model.slice(at + text.length + 1);
          expect([
            'none',
            'XML_MALFORMED',
            'XML_DOCTYPE_REFUSED',
            'MODEL_INVALID',
            'MODEL_NOT_DMN',
          ]).toContain(codeOf(damaged));
        },
      ),
      { numRuns: 500 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

it.skipIf(!existsSync(KIT))('every model of the technology compatibility kit is read, if it is here', () => {
  const files = globSync('**/*.dmn', { cwd: KIT });
  const read = files.map((file) => readModel(readFileSync(join(KIT, file), 'utf8')));
  expect(read.length).toBeGreaterThan(100);
  expect(read.every(({ version }) => version === '1.5')).toBe(true);
});
