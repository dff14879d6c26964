/** A day with its year, as terms of agreements are written: 2026-12-01. */
export function PlainDate({ at }: { at: string }) {
  return (
    <time dateTime={at} className="nowrap">
      {at.slice(0, 10)}
    </time>
  );
}
