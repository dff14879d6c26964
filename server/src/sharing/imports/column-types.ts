import type { ItemType } from './dataset.ts';

export const COLUMN_TYPES = [
  'text',
  'integer',
  'decimal',
  'money',
  'date',
  'datetime',
  'boolean',
  'creditCode',
  'residentId',
  'divisionCode',
  'phone',
] as const satisfies readonly ItemType[];

const NUMBERS: readonly ItemType[] = ['decimal', 'integer', 'money'];

/** By the type that the catalogue states of an item; what is not here (C, M, G) takes text, and so every value. */
const TAKEN: Readonly<Record<string, readonly ItemType[]>> = {
  N: NUMBERS,
  B: NUMBERS,
  F: NUMBERS,
  Y: ['money', 'decimal', 'integer'],
  I: ['integer'],
  D: ['date'],
  T: ['datetime', 'date'],
  L: ['boolean'],
};

/** The types of columns whose values an item can hold, the most fitting first. */
export function columnTypesOf(item: { type: string }): readonly ItemType[] {
  return TAKEN[item.type] ?? COLUMN_TYPES;
}
