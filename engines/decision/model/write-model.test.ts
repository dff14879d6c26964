import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from './parse-xml.ts';
import { readModel } from './read-model.ts';
import { writeModel } from './write-model.ts';
import { writeXml } from './write-xml.ts';
import type { XmlElement } from './xml-tree.ts';

const KIT = join(
  process.env['TANDEM_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'dmn-tck',
);

/** Everything but where it stood in the text. */
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ['place', 'line', 'column', 'around'].includes(key) ? undefined : part,
    ),
  );

/** What the engine understands of a model. */
function meaningOf(xml: string): object {
  const { element: _, ...understood } = readModel(xml);
  return withoutPlaces(understood) as object;
}

const OLD = `<?xml version="1.0"?>
<!-- before: © 省政务服务局 --><?stylesheet href="a"?>

<semantic:definitions xmlns:semantic="http://www.omg.org/spec/DMN/20180521/MODEL/" xmlns:feel="http://www.omg.org/spec/DMN/20180521/FEEL/"
  xmlns:dmndi="http://www.omg.org/spec/DMN/20180521/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
  xmlns:x="urn:x" name="a" namespace="urn:a" expressionLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/" x:tool="1 &lt; 2&#10;&quot;">
  <!-- kept: a < b & c -->
  <?editor zoom="3"?>
  <semantic:extensionElements><x:layout xmlns="urn:y"><colour value="blue"/></x:layout>
    <o:decision xmlns:o="https://www.omg.org/spec/DMN/20191111/MODEL/"/></semantic:extensionElements>
  <semantic:import name="b" namespace="urn:b" importType="http://www.omg.org/spec/DMN/20180521/MODEL/"/>
  <semantic:decision name="d" id="_d"><semantic:description>about http://www.omg.org/spec/DMN/20180521/FEEL/</semantic:description>
    <semantic:variable name="d" typeRef="feel:number"/>
    <semantic:literalExpression><semantic:text><![CDATA[if a < b && "]]>]]&gt;&#13;</semantic:text></semantic:literalExpression>
  </semantic:decision>
  <dmndi:DMNDI><dmndi:DMNDiagram><dc:Bounds height="1"/></dmndi:DMNDiagram></dmndi:DMNDI>
</semantic:definitions>
<!-- after -->`;

describe('a model of DMN 1.2', () => {
  const written = writeModel(readModel(OLD));

  it('is written in the namespaces of 1.5', () => {
    const model = readModel(written);
    expect(model).toMatchObject({ version: '1.5', imports: [{ kind: 'dmn' }] });
    expect(model.element.attributes.map(({ value }) => value)).toEqual([
      'https://www.omg.org/spec/DMN/20230324/MODEL/',
      'https://www.omg.org/spec/DMN/20230324/FEEL/',
      'https://www.omg.org/spec/DMN/20230324/DMNDI/',
      'http://www.omg.org/spec/DMN/20180521/DC/',
      'urn:x',
      'a',
      'urn:a',
      'https://www.omg.org/spec/DMN/20230324/FEEL/',
      '1 < 2\n"',
    ]);
  });

  it('keeps what the engine does not understand, and says nothing else than before', () => {
    for (const part of [
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- before: © 省政务服务局 -->\n<?stylesheet href="a"?>\n<semantic:definitions ',
      '</semantic:definitions>\n<!-- after -->\n',
      '<!-- kept: a < b & c -->',
      '<?editor zoom="3"?>',
      '<x:layout xmlns="urn:y"><colour value="blue"/></x:layout>',
      '<dc:Bounds height="1"/>',
      '<o:decision xmlns:o="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
      'about http://www.omg.org/spec/DMN/20180521/FEEL/',
    ])
      expect(written).toContain(part);
    expect(meaningOf(written)).toEqual({ ...meaningOf(OLD), version: '1.5' });
    expect(writeModel(readModel(written))).toBe(written);
  });
});

const name = fc.constantFrom('a', 'b1', '_c', '规则', 'constructor', '__proto__');
const text = fc.string({
  unit: fc.constantFrom('a', '<', '>', '&', '"', "'", '\n', '\r', '\t', ' ', ']', '🐎', '{'),
});
const nowhere = { line: 0, column: 0 };
const trees = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc.record({
    name,
    prefix: fc.constant(''),
    namespace: fc.constant(''),
    attributes: fc.uniqueArray(
      fc.record({ name, prefix: fc.constant(''), namespace: fc.constant(''), value: text }),
      { selector: (one) => one.name, maxLength: 3 },
    ),
    children: fc
      .tuple(
        fc.option(
          text.filter((value) => value !== '').map((value) => ({ text: value, cdata: false, ...nowhere })),
        ),
        fc.option(text.map((value) => ({ comment: value.replaceAll('\r', '') }))),
        fc.option(
          fc
            .string({ unit: fc.constantFrom('a', ']', '&', '<', '\n'), minLength: 1 })
            .map((value) => ({ text: value, cdata: true, ...nowhere })),
        ),
        fc.option(tie('element') as fc.Arbitrary<XmlElement>, { depthSize: 'small' }),
      )
      .map((parts) => parts.filter((part) => part !== null)),
    line: fc.constant(0),
    column: fc.constant(0),
  }),
})).element;

it('any tree is read as it was written', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const written = writeXml(tree, ({ value }) => value);
      expect(withoutPlaces(parseXml(written))).toEqual(withoutPlaces(tree));
    }),
    { numRuns: 300 },
  );
});

it.skipIf(!existsSync(KIT))('every model of the technology compatibility kit survives, if it is here', () => {
  const texts = globSync('**/*.dmn', { cwd: KIT }).map((file) => readFileSync(join(KIT, file), 'utf8'));
  for (const before of texts) {
    const written = writeModel(readModel(before));
    expect(meaningOf(written)).toEqual(meaningOf(before));
    expect(writeModel(readModel(written))).toBe(written);
  }
});
