import type { Ir, IrIterator, Table } from '../compile/ir.ts';

/** The same with every decision table in it replaced. Tables are no part of FEEL texts, so none is within a test. */
export function mapTables(ir: Ir, replace: (table: Table, type: Ir['type']) => Ir): Ir {
  const map = (part: Ir): Ir => mapTables(part, replace);
  const over = (iterators: readonly IrIterator[]) =>
    iterators.map((one) => ({ ...one, from: map(one.from), to: one.to && map(one.to) }));
  switch (ir.op) {
    case 'constant':
    case 'slot':
    case 'test':
      return ir;
    case 'apply':
      return { ...ir, args: ir.args.map(map) };
    case 'and':
    case 'or':
      return { ...ir, left: map(ir.left), right: map(ir.right) };
    case 'if':
      return {
        ...ir,
        condition: map(ir.condition),
        whenTrue: map(ir.whenTrue),
        otherwise: map(ir.otherwise),
      };
    case 'let':
      return { ...ir, value: map(ir.value), body: map(ir.body) };
    case 'list':
      return { ...ir, items: ir.items.map(map) };
    case 'context': {
      const entries = ir.entries.map((entry) => ({ ...entry, value: map(entry.value) }));
      return { ...ir, entries, result: ir.result && map(ir.result) };
    }
    case 'member':
      return { ...ir, otherwise: map(ir.otherwise) };
    case 'coerce':
      return { ...ir, value: map(ir.value) };
    case 'function':
      return { ...ir, body: map(ir.body) };
    case 'call':
      return { ...ir, callee: map(ir.callee), args: ir.args.map(map) };
    case 'for':
    case 'some':
    case 'every':
      return { ...ir, iterators: over(ir.iterators), body: map(ir.body) };
    case 'filter':
      return { ...ir, of: map(ir.of), by: map(ir.by) };
    case 'table':
      return replace(ir.table, ir.type);
  }
}
