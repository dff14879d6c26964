import { halfWidth } from './cell-bytes.ts';
import { KEEP } from './cell-workspace.ts';
import type { Convert } from './cell-workspace.ts';
import { RULE_NUMBER } from './defect-rules.ts';

const TRUE = ['是', '有', '对', '真', '已', 'true', 't', 'yes', 'y', '1', '√', '☑', 'on'];
const FALSE = ['否', '无', '没有', '不是', '错', '假', '未', 'false', 'f', 'no', 'n', '0', '×', '☐', 'off'];
const MEANINGS = new Map<string, boolean>([
  ...TRUE.map((word) => [word, true] as const),
  ...FALSE.map((word) => [word, false] as const),
]);

/** 是/否, 有/无, true/false, yes/no, Y/N, 1/0, √/×, in any case and width. */
export function parseBoolean(text: string): boolean | undefined {
  return MEANINGS.get(halfWidth(text).trim().toLowerCase());
}

/** Yes and no → `t` and `f`. */
export const convertBoolean: Convert = (bytes, from, to, work) => {
  if (to - from > 16) return RULE_NUMBER.TABULAR_NOT_A_BOOLEAN;
  const value = parseBoolean(bytes.toString('utf8', from, to));
  if (value === undefined) return RULE_NUMBER.TABULAR_NOT_A_BOOLEAN;
  const letter = value ? 0x74 : 0x66;
  if (to - from === 1 && bytes[from] === letter) return KEEP;
  work.open(1)[work.from] = letter;
  return work.close(work.from + 1);
};
