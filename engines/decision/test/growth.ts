import { BOXES, TEXTS } from './growing-boxes.ts';
import { PARTS } from './growing-parts.ts';
import { TABLES } from './growing-tables.ts';
import { VALUES } from './growing-values.ts';

/** By name, a model of so many parts of one kind as XML; its decision is `d`. */
export const GROWING: Readonly<Record<string, (count: number) => string>> = Object.fromEntries(
  Object.entries({ ...TABLES, ...BOXES, ...TEXTS, ...VALUES, ...PARTS }).map(([name, write]) => [
    name,
    (count: number) => write((one) => Array.from({ length: count }, (_none, index) => one(index)), count),
  ]),
);
