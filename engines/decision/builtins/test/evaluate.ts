import { compileModel } from '../../compile/compiled-model.ts';
import { readModel } from '../../model/read-model.ts';
import { toText } from '../../values/to-text.ts';

const escape = (text: string): string =>
  text.replace(/[&<>]/gu, (character) => `&#${character.charCodeAt(0)};`);

/** The value of a FEEL expression as text, and the codes of what went wrong. */
export function evaluate(expression: string, now?: number): { text: string; codes: readonly string[] } {
  const model =
    readModel(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">
    <decision name="d" id="d"><variable name="d"/>
      <literalExpression><text>${escape(expression)}</text></literalExpression>
    </decision></definitions>`);
  const { value, messages } = compileModel(model).evaluate('d', {}, now);
  return { text: toText(value), codes: messages.map(({ code }) => code) };
}
