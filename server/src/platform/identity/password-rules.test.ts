import { expect, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { assertPasswordAcceptable } from './password-rules.ts';

const words = ['wang.fang', '王芳', '示范市税务局'];

async function faultOf(password: string): Promise<string | undefined> {
  try {
    await assertPasswordAcceptable(password, { field: '/next', words });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).errors[0]?.code;
  }
}

test.each([
  ['short7-chars', undefined],
  ['elevenchars', 'IDENTITY_PASSWORD_SHORT'],
  ['青山绿水青山绿水青山', 'IDENTITY_PASSWORD_SHORT'],
  ['123456789012', 'IDENTITY_PASSWORD_COMMON'],
  ['qwertyuiopasdf', 'IDENTITY_PASSWORD_COMMON'],
  ['aaaaaaaaaaaaaaaa', 'IDENTITY_PASSWORD_COMMON'],
  ['password12345', 'IDENTITY_PASSWORD_COMMON'],
  ['P@ssw0rd12345', 'IDENTITY_PASSWORD_COMMON'],
  ['woaini1314520', 'IDENTITY_PASSWORD_COMMON'],
  ['tandem-20262026', 'IDENTITY_PASSWORD_COMMON'],
  ['20200101-20200101', 'IDENTITY_PASSWORD_COMMON'],
  ['wang-and-some-more-9', 'IDENTITY_PASSWORD_NAMES_YOU'],
  ['我是王芳的密码很长很长', 'IDENTITY_PASSWORD_SHORT'],
  ['我是王芳的密码很长很长呀呀', 'IDENTITY_PASSWORD_NAMES_YOU'],
  ['river-lantern-quarry-41', undefined],
  ['秋水长天一色落霞孤鹜齐飞', undefined],
  [`${'kestrel-moraine-'.repeat(12)}7`, undefined],
])('%s is judged %s', async (password, fault) => {
  expect(await faultOf(password)).toBe(fault);
});
