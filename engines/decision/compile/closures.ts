import type { Value, Run } from '../values/value.ts';
import { callNamed, callValue, coerce, modelFunction, type Code } from './calls.ts';
import type { Ir, IrIterator, IrOf, Test, Unit } from './ir.ts';
import { collect, each, filter, quantify, soFar } from './iteration.ts';
import { both, eitherOf } from './operators.ts';
import { testToClosures, type Step, type TestStep } from './closures-tests.ts';
import { compileTable } from './closures-table.ts';
import { FeelFunction } from '../values/function.ts';

/** Slots of one unit while it runs. Functions made within keep a copy: no slot changes for who can see it. */
type Frame = Value[];

/** Nothing in as many slots as any unit has: units of a table with thousands of columns share it. */
let nothing: Frame = [];

function emptyFrame(slots: number): Frame {
  if (nothing.length < slots) nothing = Array.from({ length: slots }, () => null);
  return nothing;
}

/** A unit as closures: nothing is generated as text, so no content security policy forbids it. */
export function compileToClosures({ parameters, slots, body }: Unit): Code {
  const step = compile(body);
  const places = parameters.map(({ slot }) => slot);
  const empty = emptyFrame(slots);
  return (args, run) => {
    const frame = empty.slice(0, slots);
    for (let index = 0; index < places.length; index += 1) frame[places[index] ?? 0] = args[index] ?? null;
    return step(frame, run);
  };
}

function compile(ir: Ir): Step {
  switch (ir.op) {
    case 'constant': {
      const { value } = ir;
      return () => value;
    }
    case 'slot': {
      const { slot } = ir;
      return (frame) => frame[slot] ?? null;
    }
    case 'apply':
      return compileApply(ir);
    case 'and':
    case 'or':
      return compileLogic(ir);
    case 'if': {
      const [condition, whenTrue, otherwise] = [
        compile(ir.condition),
        compile(ir.whenTrue),
        compile(ir.otherwise),
      ];
      return (frame, run) => (condition(frame, run) === true ? whenTrue(frame, run) : otherwise(frame, run));
    }
    case 'let': {
      const { slot } = ir;
      const [value, body] = [compile(ir.value), compile(ir.body)];
      return (frame, run) => {
        frame[slot] = value(frame, run);
        return body(frame, run);
      };
    }
    case 'list': {
      const items = ir.items.map(compile);
      return (frame, run) => items.map((item) => item(frame, run));
    }
    case 'coerce': {
      const { to } = ir;
      const value = compile(ir.value);
      return (frame, run) => coerce(run, value(frame, run), to);
    }
    case 'test':
      return compileTest(ir.test, ir.slot);
    case 'table':
      return compileTable(ir.table, { expression: compile, test: compileTest });
    default:
      return compileBinding(ir);
  }
}

function compileBinding(
  ir: IrOf<'context' | 'member' | 'function' | 'call' | 'for' | 'some' | 'every' | 'filter'>,
): Step {
  switch (ir.op) {
    case 'context':
      return compileContext(ir);
    case 'member': {
      const { slot, name } = ir;
      const otherwise = compile(ir.otherwise);
      return (frame, run) => {
        const item = frame[slot];
        const member = item instanceof Map ? item.get(name) : undefined;
        return member === undefined ? otherwise(frame, run) : member;
      };
    }
    case 'function':
      return compileFunction(ir);
    case 'call':
      return compileCall(ir);
    case 'for':
      return compileFor(ir);
    case 'some':
    case 'every': {
      const loop = compileLoop(ir.iterators);
      const body = compile(ir.body);
      const decisive = ir.op === 'some';
      return (frame, run) =>
        quantify(run, decisive, (visit) => loop(frame, run, () => visit(body(frame, run))));
    }
    case 'filter': {
      const { item } = ir;
      const [of, by] = [compile(ir.of), compile(ir.by)];
      return (frame, run) =>
        filter(run, of(frame, run), (value) => {
          frame[item] = value;
          return by(frame, run);
        });
    }
  }
}

function compileApply({ primitive: { call }, args }: IrOf<'apply'>): Step {
  const [first, second, third] = args.map(compile);
  if (!first) return (_frame, run) => call(run);
  if (!second) return (frame, run) => call(run, first(frame, run));
  if (!third) return (frame, run) => call(run, first(frame, run), second(frame, run));
  const steps = args.map(compile);
  return (frame, run) => call(run, ...steps.map((step) => step(frame, run)));
}

function compileLogic({ op, left, right }: IrOf<'and' | 'or'>): Step {
  const [a, b] = [compile(left), compile(right)];
  if (op === 'and')
    return (frame, run) => {
      const value = a(frame, run);
      return value === false ? false : both(value, b(frame, run));
    };
  return (frame, run) => {
    const value = a(frame, run);
    return value === true ? true : eitherOf(value, b(frame, run));
  };
}

function compileContext({ entries, result }: IrOf<'context'>): Step {
  const steps = entries.map(({ key, slot, value }) => ({ key, slot, value: compile(value) }));
  const last = result && compile(result);
  return (frame, run) => {
    for (const { slot, value } of steps) frame[slot] = value(frame, run);
    if (last) return last(frame, run);
    return new Map(steps.map(({ key, slot }) => [key, frame[slot] ?? null]));
  };
}

function compileFunction({ parameters, body, type }: IrOf<'function'>): Step {
  const step = compile(body);
  const result = type.kind === 'function' ? type.result : type;
  return (frame) => {
    const kept = frame.slice();
    return modelFunction(parameters, result, (args, run) => {
      const own = kept.slice();
      for (const [index, { slot }] of parameters.entries()) own[slot] = args[index] ?? null;
      return step(own, run);
    });
  };
}

function compileCall({ callee, args, names }: IrOf<'call'>): Step {
  const steps = args.map(compile);
  const values = (frame: Frame, run: Run) => steps.map((step) => step(frame, run));
  if (callee.op === 'constant' && callee.value instanceof FeelFunction && !names) {
    const { call } = callee.value;
    return (frame, run) => call(values(frame, run), run);
  }
  const called = compile(callee);
  if (names) return (frame, run) => callNamed(run, called(frame, run), names, values(frame, run));
  return (frame, run) => callValue(run, called(frame, run), values(frame, run));
}

type Loop = (frame: Frame, run: Run, visit: () => boolean) => boolean;

function compileLoop(iterators: readonly IrIterator[]): Loop {
  const inmost: Loop = (_frame, _run, visit) => visit();
  return iterators.reduceRight<Loop>((inner, { slot, from, to }) => {
    const [first, last] = [compile(from), to && compile(to)];
    return (frame, run, visit) =>
      each(run, first(frame, run), last?.(frame, run), (value) => {
        frame[slot] = value;
        return inner(frame, run, visit);
      });
  }, inmost);
}

function compileFor({ iterators, partial, body }: IrOf<'for'>): Step {
  const loop = compileLoop(iterators);
  const step = compile(body);
  return (frame, run) =>
    collect(run, (visit, results) =>
      loop(frame, run, () => {
        if (partial !== undefined) frame[partial] = soFar(run, results);
        return visit(step(frame, run));
      }),
    );
}

const compileTest = (test: Test, slot: number): TestStep => testToClosures(test, slot, compile);
