import { describe, expect, it } from 'vitest';
import { isLandlineNumber, isMobileNumber, recognizeIdentifier } from './index.ts';

describe('recognizing values', () => {
  it.each([
    ['91350100M000100Y43', 'creditCode'],
    ['11010519491231002X', 'residentId'],
    ['640121', 'divisionCode'],
    ['640121001', 'divisionCode'],
    ['640121001201', 'divisionCode'],
    ['13812345678', 'phone'],
    ['010-65252200', 'phone'],
    ['0951-5038127', 'phone'],
    ['(0951)5038127', 'phone'],
    ['91350100M000100Y44', undefined],
    ['110105194912310021', undefined],
    ['820(万元)', undefined],
    ['N/A', undefined],
    ['990101', undefined],
    ['12812345678', undefined],
    ['2019-01-02', undefined],
    ['138123456 8', undefined],
    ['', undefined],
  ])('%j is %s', (value, kind) => {
    expect(recognizeIdentifier(value)).toBe(kind);
  });

  it('tells mobile from fixed lines', () => {
    expect(['13812345678', '010-65252200', '1381234567a', '1381234567'].map(isMobileNumber)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['13812345678', '010-65252200', '010-165252200', '0951-5038127-12'].map(isLandlineNumber)).toEqual(
      [false, true, false, true],
    );
  });
});
