import { expect, it } from 'vitest';
import { everyItem } from './api.ts';

it('reads a list page after page, each from where the last one ended', async () => {
  const asked: (string | undefined)[] = [];
  const pages = [{ items: [1, 2], next: 'a' }, { items: [3], next: 'b' }, { items: [4] }];
  const items = await everyItem(({ cursor }) => {
    asked.push(cursor);
    return Promise.resolve(pages[asked.length - 1] ?? { items: [] });
  });
  expect(items).toEqual([1, 2, 3, 4]);
  expect(asked).toEqual([undefined, 'a', 'b']);
});

it('ends, also when the list does not', async () => {
  let pages = 0;
  await everyItem(() => Promise.resolve({ items: [(pages += 1)], next: 'again' }));
  expect(pages).toBe(50);
});
