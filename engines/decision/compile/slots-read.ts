import type { Ir, IrIterator, Test } from './ir.ts';

/** Slots whose values an expression or a test asks of what is around it: those that it reads and does not set itself. */
export function slotsRead(part: { ir: Ir } | { test: Test }): ReadonlySet<number> {
  const slots = new Slots();
  if ('ir' in part) slots.expression(part.ir);
  else slots.test(part.test);
  return slots.read.difference(slots.set);
}

/** Each name has a slot of its own in its unit, so it does not matter where it is set. */
class Slots {
  readonly read = new Set<number>();
  readonly set = new Set<number>();

  readonly expression = (ir: Ir): void => {
    switch (ir.op) {
      case 'constant':
        return;
      case 'slot':
        this.read.add(ir.slot);
        return;
      case 'apply':
        ir.args.forEach(this.expression);
        return;
      case 'and':
      case 'or':
        this.#all(ir.left, ir.right);
        return;
      case 'if':
        this.#all(ir.condition, ir.whenTrue, ir.otherwise);
        return;
      case 'let':
        this.set.add(ir.slot);
        this.#all(ir.value, ir.body);
        return;
      case 'list':
        ir.items.forEach(this.expression);
        return;
      case 'coerce':
        this.expression(ir.value);
        return;
      case 'call':
        this.expression(ir.callee);
        ir.args.forEach(this.expression);
        return;
      default:
        this.#naming(ir);
    }
  };

  #naming(
    ir: Extract<
      Ir,
      { op: 'context' | 'member' | 'function' | 'for' | 'some' | 'every' | 'filter' | 'test' | 'table' }
    >,
  ): void {
    switch (ir.op) {
      case 'context':
        for (const { slot, value } of ir.entries) {
          this.set.add(slot);
          this.expression(value);
        }
        if (ir.result) this.expression(ir.result);
        return;
      case 'member':
        this.read.add(ir.slot);
        this.expression(ir.otherwise);
        return;
      case 'function':
        for (const { slot } of ir.parameters) this.set.add(slot);
        this.expression(ir.body);
        return;
      case 'for':
        if (ir.partial !== undefined) this.set.add(ir.partial);
        this.#loop(ir.iterators, ir.body);
        return;
      case 'some':
      case 'every':
        this.#loop(ir.iterators, ir.body);
        return;
      case 'filter':
        this.set.add(ir.item);
        this.#all(ir.of, ir.by);
        return;
      case 'test':
        this.read.add(ir.slot);
        this.test(ir.test);
        return;
      case 'table':
        for (const { slot, value } of ir.table.inputs) {
          this.set.add(slot);
          this.expression(value);
        }
        for (const { tests, outputs } of ir.table.rules) {
          tests.forEach(this.test);
          outputs.forEach(this.expression);
        }
        for (const { defaultValue } of ir.table.outputs) if (defaultValue) this.expression(defaultValue);
    }
  }

  readonly test = (test: Test): void => {
    switch (test.test) {
      case 'any':
        return;
      case 'compare':
      case 'matches':
        this.expression(test.operand);
        return;
      case 'between':
        this.#all(test.low, test.high);
        return;
      case 'holds':
        this.expression(test.condition);
        return;
      case 'either':
        test.tests.forEach(this.test);
        return;
      case 'not':
        this.test(test.of);
    }
  };

  #all(...parts: readonly Ir[]): void {
    parts.forEach(this.expression);
  }

  #loop(iterators: readonly IrIterator[], body: Ir): void {
    for (const { slot, from, to } of iterators) {
      this.set.add(slot);
      this.expression(from);
      if (to) this.expression(to);
    }
    this.expression(body);
  }
}
