import { Fragment } from 'react';
import type { Segment } from './catalogue-api.ts';

/** A text of the server with its hits marked. */
export function Segments({ segments }: { segments: readonly Segment[] }) {
  return segments.map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- parts are the text in order
    part.hit ? <mark key={index}>{part.text}</mark> : <Fragment key={index}>{part.text}</Fragment>,
  );
}
