import { Fragment } from 'react';
import { markHits } from './mark-hits.ts';

/** A text with the words that were searched for marked. */
export function Highlighted({ text, words }: { text: string; words: readonly string[] }) {
  return markHits(text, words).map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- parts are the text in order
    part.hit ? <mark key={index}>{part.text}</mark> : <Fragment key={index}>{part.text}</Fragment>,
  );
}
