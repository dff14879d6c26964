import { describe, expect, it } from 'vitest';
import { checkModel } from './check-model.ts';
import { modelOf } from './test/table-model.ts';

describe('a table with a column that is not finished', () => {
  const codesOf = (input: string) =>
    checkModel(
      modelOf(`<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
        <decision id="d" name="D"><informationRequirement><requiredInput href="#x"/></informationRequirement>
        <decisionTable hitPolicy="UNIQUE">${input}<output/>
        <rule><inputEntry><text>&gt; 5</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
        <rule><inputEntry><text>&gt; 7</text></inputEntry><outputEntry><text>2 +</text></outputEntry></rule>
        </decisionTable></decision>`),
    ).map(({ code }) => code);

  it.each([
    ['<input/>', 'INPUT_EXPRESSION_MISSING'],
    ['<input><inputExpression><text/></inputExpression></input>', 'INPUT_EXPRESSION_MISSING'],
    ['<input><inputExpression><text>x +</text></inputExpression></input>', 'FEEL_SYNTAX'],
  ])('is told of that and of what its cells say, not of gaps and overlaps: %s', (input, code) => {
    expect(codesOf(input)).toEqual([code, 'FEEL_SYNTAX']);
  });

  it('is told of them once it can be run', () => {
    const codes = codesOf('<input><inputExpression><text>x</text></inputExpression></input>');
    expect(codes).toEqual(['FEEL_SYNTAX', 'TABLE_GAP', 'NULL_UNCOVERED', 'TABLE_OVERLAP']);
  });
});

describe('a function that can not be read', () => {
  it('is told of where it stands; its callers are not at fault', () => {
    const codes = checkModel(
      modelOf(`<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
        <businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic>
        <formalParameter typeRef="number"/><literalExpression><text>1</text></literalExpression>
        </encapsulatedLogic></businessKnowledgeModel>
        <decision id="d" name="d"><variable name="d"/>
        <informationRequirement><requiredInput href="#x"/></informationRequirement>
        <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
        <literalExpression><text>k(x) + 1</text></literalExpression></decision>`),
    ).map(({ code }) => code);
    expect(codes).toEqual(['PART_MISSING']);
  });
});
