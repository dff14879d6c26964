import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { GOVERNMENT_TERMS } from './government-terms.ts';

let cutter: Jieba | undefined;

/** Loading takes a fifth of a second and 60 MB, so it waits for the first text. */
function jieba(): Jieba {
  if (cutter) return cutter;
  cutter = Jieba.withDict(dict);
  cutter.loadDict(Buffer.from(GOVERNMENT_TERMS.map((term) => `${term} 20000 n`).join('\n')));
  return cutter;
}

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]+|\d+/g;

/** One form for what is written alike: full width, case, camelCase and snake_case taken apart. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function cutWith(cut: (text: string) => string[], text: string): string[] {
  return plainText(text)
    .split(/([^\p{Script=Han}]+)/u)
    .flatMap((part) => (HAN.test(part) ? cut(part) : (part.match(LATIN) ?? [])));
}

/** Words of a text to be found: long words and the shorter ones in them, in order. Latin words in lower case. */
export function cutDocument(text: string): string[] {
  return cutWith((part) => jieba().cutForSearch(part, false), text);
}

/** Words of a question: the longest that the dictionary knows. */
export function cutQuery(text: string): string[] {
  return cutWith((part) => jieba().cut(part, false), text);
}

export function isHan(word: string): boolean {
  return HAN.test(word);
}

/** Single Han characters of a text, and each pair of neighbours: what any two typed characters are found by. */
export function cutCharacters(text: string): { single: Set<string>; pairs: Set<string> } {
  const single = new Set<string>();
  const pairs = new Set<string>();
  for (const [run] of plainText(text).matchAll(/\p{Script=Han}+/gu)) {
    const characters = [...run];
    characters.forEach((character, index) => {
      single.add(character);
      const next = characters[index + 1];
      if (next !== undefined) pairs.add(`${character}${next}`);
    });
  }
  return { single, pairs };
}
