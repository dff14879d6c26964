const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const literal = (text: string) => `<literalExpression><text>${text}</text></literalExpression>`;
const needs = (...inputs: string[]) =>
  inputs
    .map((id) => `<informationRequirement><requiredInput href="#_${id}"/></informationRequirement>`)
    .join('');
const decision = (name: string, content: string) =>
  `<decision name="${name}" id="_${name}"><variable name="${name}"/>${content}</decision>`;
const cells = (tests: string[], output: string) =>
  `<rule>${tests.map((text) => `<inputEntry><text>${text}</text></inputEntry>`).join('')}<outputEntry><text>${output}</text></outputEntry></rule>`;

const TABLE = `<decisionTable hitPolicy="COLLECT" aggregation="SUM">
  <input><inputExpression typeRef="number"><text>amount</text></inputExpression></input>
  <input><inputExpression typeRef="string"><text>grade</text></inputExpression><inputValues><text>"A","B","C"</text></inputValues></input>
  <output typeRef="number"/>
  ${cells(['[0..10)', '"A", "B"'], 'amount * 2')}${cells(['&gt;= 10', 'not("C")'], '1')}${cells(['-', '? = grade'], '0.1')}
</decisionTable>`;

/** A small model that has one of each: every boxed expression, a function, a service, types. */
export const GARDEN = `<definitions xmlns="${DMN}" name="garden" namespace="urn:garden">
<itemDefinition name="tItem"><itemComponent name="price"><typeRef>number</typeRef></itemComponent>
  <itemComponent name="kind"><typeRef>string</typeRef><allowedValues><text>"x", "y"</text></allowedValues></itemComponent></itemDefinition>
<itemDefinition name="tItems" isCollection="true"><typeRef>tItem</typeRef></itemDefinition>
<inputData name="amount" id="_amount"><variable name="amount" typeRef="number"/></inputData>
<inputData name="grade" id="_grade"><variable name="grade" typeRef="string"/></inputData>
<inputData name="items" id="_items"><variable name="items" typeRef="tItems"/></inputData>
<businessKnowledgeModel name="twice" id="_twice"><variable name="twice"/><encapsulatedLogic>
  <formalParameter name="n" typeRef="number"/>${literal('if n &gt; 100 then n else twice(n * 2)')}</encapsulatedLogic>
  <knowledgeRequirement><requiredKnowledge href="#_twice"/></knowledgeRequirement></businessKnowledgeModel>
${decision('table', needs('amount', 'grade') + TABLE)}
${decision(
  'context',
  `${needs('amount', 'items')}<context><contextEntry><variable name="a"/>${literal('amount + 1')}</contextEntry>
  <contextEntry><variable name="b"/>${literal('{"c d": a, e: {f: "c d"}}')}</contextEntry>
  <contextEntry>${literal('[a, b.e.f, items.price, sum(items.price)]')}</contextEntry></context>`,
)}
${decision('list', `<list>${literal('@"2026-01-31" + @"P1M"')}${literal('date("2026-02-30")')}</list>`)}
${decision(
  'relation',
  `<relation><column name="p"/><column name="q"/><row>${literal('1')}${literal('2')}</row><row>${literal('3')}${literal('null')}</row></relation>`,
)}
${decision(
  'invocation',
  `${needs('amount')}<knowledgeRequirement><requiredKnowledge href="#_twice"/></knowledgeRequirement>
  <invocation>${literal('twice')}<binding><parameter name="n"/>${literal('amount')}</binding></invocation>`,
)}
${decision(
  'conditional',
  `${needs('grade')}<conditional><if>${literal('matches(grade, "^[A-C]$")')}</if><then>${literal('upper case(grade)')}</then><else>${literal('1 / 0')}</else></conditional>`,
)}
${decision('filter', `${needs('items')}<filter><in>${literal('items')}</in><match>${literal('price &gt; 1 and item.kind = "x"')}</match></filter>`)}
${decision('loop', `${needs('items')}<for iteratorVariable="i"><in>${literal('items')}</in><return>${literal('i.price ** 2')}</return></for>`)}
${decision('some', `${needs('items')}<some iteratorVariable="i"><in>${literal('items')}</in><satisfies>${literal('i.price in (&lt; 3)')}</satisfies></some>`)}
${decision('function', `<functionDefinition><formalParameter name="x"/>${literal('for y in 1..x return partial')}</functionDefinition>`)}
${decision(
  'text',
  literal(
    '{"__proto__": "a", constructor: [string(1.10), substring("🐎b", 1, 1), replace("a.b", "\\\\.", "\\$")], f: function(s) s + 1}',
  ),
)}
<decisionService name="service" id="_service"><outputDecision href="#_table"/><inputData href="#_amount"/><inputData href="#_grade"/></decisionService>
</definitions>`;
