import type { Model } from '../../model/model.ts';
import { readModel } from '../../model/read-model.ts';

export interface TableSketch {
  policy: string;
  inputs: readonly { name: string; type?: string; allowed?: string }[];
  outputs?: readonly { name?: string; type?: string; allowed?: string; default?: string }[];
  /** Cells of tests, then of outputs. */
  rules: readonly (readonly string[])[];
  /** Further elements of the model. */
  more?: string;
  /** Requirements besides the inputs. */
  requires?: string;
}

export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const textOf = (text: string): string => `<text>${escapeXml(text)}</text>`;

const attributeOf = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${escapeXml(value)}"`;

/** A model of these elements. */
export const modelOf = (elements: string): Model =>
  readModel(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="test">${elements}</definitions>`,
  );

/** The table of a decision, without the decision. */
export function tableXml({ policy, inputs, outputs = [{}], rules }: TableSketch): string {
  const [hitPolicy, aggregation] = policy.split('+');
  const columns = inputs.map(
    ({ name, type, allowed }) =>
      `<input label="${name}"><inputExpression${attributeOf('typeRef', type)}>${textOf(name)}</inputExpression>${
        allowed === undefined ? '' : `<inputValues>${textOf(allowed)}</inputValues>`
      }</input>`,
  );
  const results = outputs.map(
    ({ name, type, allowed, default: given }) =>
      `<output${attributeOf('name', name)}${attributeOf('typeRef', type)}>${
        allowed === undefined ? '' : `<outputValues>${textOf(allowed)}</outputValues>`
      }${given === undefined ? '' : `<defaultOutputEntry>${textOf(given)}</defaultOutputEntry>`}</output>`,
  );
  const rows = rules.map((cells) => {
    const entries = cells.map((cell, at) => {
      const kind = at < inputs.length ? 'inputEntry' : 'outputEntry';
      return `<${kind}>${textOf(cell)}</${kind}>`;
    });
    return `<rule>${entries.join('')}</rule>`;
  });
  return `<decisionTable hitPolicy="${hitPolicy}"${attributeOf('aggregation', aggregation)}>${[
    ...columns,
    ...results,
    ...rows,
  ].join('')}</decisionTable>`;
}

/** A model of one decision, `D`, that is a table over input data of these names. */
export function tableModel(sketch: TableSketch): Model {
  const data = sketch.inputs.map(
    ({ name, type }, at) =>
      `<inputData id="i${at}" name="${name}"><variable name="${name}"${attributeOf('typeRef', type)}/></inputData>`,
  );
  const requirements = sketch.inputs.map(
    (_, at) => `<informationRequirement><requiredInput href="#i${at}"/></informationRequirement>`,
  );
  return modelOf(
    `${sketch.more ?? ''}${data.join('')}<decision id="d" name="D">${requirements.join('')}${sketch.requires ?? ''}${tableXml(sketch)}</decision>`,
  );
}
