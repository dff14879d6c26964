import { expect, it } from 'vitest';
import { type CommandGroup, narrowGroups } from './commands.ts';

const groups: CommandGroup[] = [
  {
    id: 'pages',
    label: '页面',
    commands: [
      { id: 'catalogue', icon: 'catalogue', title: '数据目录', also: 'Catalogue' },
      { id: 'ledger', icon: 'ledger', title: '存证账本', also: 'Ledger' },
    ],
  },
  { id: 'settings', label: '设置', commands: [{ id: 'dark', icon: 'moon', title: '深色', also: 'Dark' }] },
];
const ids = (text: string) => narrowGroups(groups, text).flatMap((group) => group.commands.map((c) => c.id));

it.each([
  ['', ['catalogue', 'ledger', 'dark']],
  ['目录', ['catalogue']],
  ['  LEDG ', ['ledger']],
  ['ｄａｒｋ', ['dark']],
  ['数据 cat', ['catalogue']],
  ['没有', []],
])('%j finds %j', (text, expected) => {
  expect(ids(text)).toEqual(expected);
});
