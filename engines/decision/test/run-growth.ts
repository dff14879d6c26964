import { GROWING } from './growth.ts';
import { outcomeOf } from './grow.ts';

/** Prints, for one operation and all kinds of models of so many parts, how each ends. */
const [operation = '', count = ''] = process.argv.slice(2);
const outcomes = Object.keys(GROWING).map((shape) => [shape, outcomeOf(shape, Number(count), operation)]);
process.stdout.write(JSON.stringify(outcomes));
