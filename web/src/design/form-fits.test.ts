import { expect, test } from 'vitest';
import { fits } from './form-fits.ts';

test('a form is not sent while one of its texts is too long', () => {
  const most = { name: 4, description: 6 };
  expect(fits(undefined, most)).toBe(true);
  expect(fits({ name: '税务系统', description: '', days: 365, publicKey: 'x'.repeat(900) }, most)).toBe(true);
  expect(fits({ name: '税务系统二', description: '' }, most)).toBe(false);
  expect(fits({ name: '税务', description: '按日核对登记状态' }, most)).toBe(false);
  expect(fits({ name: '𠮷𠮷𠮷𠮷' }, most)).toBe(true);
});
