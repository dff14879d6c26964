import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { literal, writeDmn } from '../compile/test/write-table.ts';
import { readModel } from '../model/read-model.ts';
import { toText } from '../values/to-text.ts';
import { bareType, typeToText } from './type.ts';

const DEFINITIONS = `
  <itemDefinition name="tSize"><typeRef>string</typeRef><allowedValues><text>"大型", "中小微"</text></allowedValues></itemDefinition>
  <itemDefinition name="tShare"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
  <itemDefinition name="tShares" isCollection="true"><typeRef>tShare</typeRef><typeConstraint><text>sum(?) = 1</text></typeConstraint></itemDefinition>
  <itemDefinition name="tFirm"><itemComponent name="size"><typeRef>tSize</typeRef></itemComponent>
    <itemComponent name="owners" isCollection="true"><typeRef>tFirm</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tEvens" isCollection="true"><typeRef>number</typeRef><allowedValues><text>even(?)</text></allowedValues></itemDefinition>
  <itemDefinition name="tRing"><typeRef>tRing</typeRef></itemDefinition>
  <itemDefinition name="tBroken"><typeRef>number</typeRef><allowedValues><text>1 +</text></allowedValues></itemDefinition>
  <itemDefinition name="tRate"><functionItem outputTypeRef="number"><parameters name="x" typeRef="number"/></functionItem></itemDefinition>`;

function evaluated(typeRef: string, feel: string, backEnd: 'closures' | 'source') {
  const model = readModel(
    writeDmn({ more: DEFINITIONS, decisions: [{ name: 'd', typeRef, logic: literal(feel) }] }),
  );
  const { value, messages } = compileModel(model, { backEnd }).evaluate('d');
  return [toText(value), ...messages.map(({ code }) => code)].join(' ');
}

describe.each(['closures', 'source'] as const)('a value for a type, by %s', (backEnd) => {
  it.each([
    ['number', '"1"', 'null TYPE_MISMATCH'],
    ['number', '[1]', '1'],
    ['list', '1', '[1]'],
    ['date and time', '@"2026-11-28"', '2026-11-28T00:00:00Z'],
    ['Any', '[1, "a"]', '[1, "a"]'],
    ['tSize', '"大型"', '大型'],
    ['tSize', '"小"', 'null TYPE_MISMATCH'],
    ['tSize', 'null', 'null'],
    ['tShare', '0.3 + 0.7', '1'],
    ['tShare', '1.000000000000000000000000000000001', 'null TYPE_MISMATCH'],
    ['tShares', '[0.5, 0.5]', '[0.5, 0.5]'],
    ['tShares', '[0.5, 0.6]', 'null TYPE_MISMATCH'],
    ['tShares', '[2, -1]', 'null TYPE_MISMATCH'],
    ['tEvens', '[2, 4]', '[2, 4]'],
    ['tEvens', '[2, 3]', 'null TYPE_MISMATCH'],
    [
      'tFirm',
      '{size: "大型", owners: [{size: "中小微", owners: [], more: 1}]}',
      '{size: "大型", owners: [{size: "中小微", owners: [], more: 1}]}',
    ],
    ['tFirm', '{size: "大型", owners: [{size: "小", owners: []}]}', 'null TYPE_MISMATCH'],
    ['tFirm', '{size: "大型"}', 'null TYPE_MISMATCH'],
    ['tRing', '1', '1'],
    ['tBroken', '1', 'null TYPE_MISMATCH'],
    ['tRate', 'function(x: number) x * 2', 'function(x)'],
    ['tRate', 'function(x: string) x', 'null TYPE_MISMATCH'],
    ['tRate', 'function(x, y) x', 'null TYPE_MISMATCH'],
    ['tNone', '1', 'null TYPE_UNKNOWN'],
  ])('%s: %s becomes %s', (typeRef, feel, text) => {
    expect(evaluated(typeRef, feel, backEnd)).toBe(text);
  });
});

it('types are told by their names', () => {
  const inputs = { firm: 'tFirm', rate: 'tRate', days: 'dayTimeDuration', any: undefined };
  const model = compileModel(readModel(writeDmn({ more: DEFINITIONS, inputs, decisions: [] })));
  expect(model.inputs.map(({ type }) => typeToText(type))).toEqual([
    'tFirm',
    'tRate',
    'days and time duration',
    'Any',
  ]);
  expect(model.inputs.map(({ type }) => typeToText(bareType(type)))).toEqual([
    'context<size: tSize, owners: list<tFirm>>',
    'function<number> -> number',
    'days and time duration',
    'Any',
  ]);
});
