import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const sources = join(import.meta.dirname, '..');
const wayOut = /\b(fetch\(|XMLHttpRequest\b|EventSource\b|WebSocket\b|sendBeacon\b)/;
const link = /\b(href|src|action|to)\s*=\s*\{?\s*["'`]\/api\//;

/** The health of the server is asked of nobody's session; sign-in and the documentation are pages that anyone may open. */
const known = [
  'account/issuer-buttons.tsx: href={`/api/',
  'platform/call-server.ts: XMLHttpRequest',
  'platform/call-server.ts: fetch(',
  'platform/lazy-page.ts: fetch(',
  'sharing/exchange/guide-page.tsx: href="/api/',
];

function code(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}

it('the console speaks to the server in one place, which tells in whose name', () => {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^generated\//.test(file),
  );
  const found = files.flatMap((file) => {
    const text = code(readFileSync(join(sources, file), 'utf8'));
    return [wayOut, link].flatMap((pattern) =>
      [...text.matchAll(new RegExp(pattern, 'g'))].map(([words]) => `${file}: ${words}`),
    );
  });
  expect([...new Set(found)].toSorted()).toEqual(known);
});
