import * as v from 'valibot';

/**
 * The state of a page that a link should carry (query, filters, chosen row) lives in the URL as plain parameters:
 * `?q=社保&share=conditional&share=unconditional`. A repeated name is a list. Everything is text on the wire;
 * the page's schema turns it into types and drops what it does not know, so that an old or a mistyped link still opens.
 */
type SearchRecord = Record<string, unknown>;

export function parseSearch(search: string): SearchRecord {
  const params = new URLSearchParams(search);
  const parsed: SearchRecord = {};
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    parsed[name] = values.length > 1 ? values : values[0];
  }
  return parsed;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function stringifySearch(search: SearchRecord): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      const text = toText(entry);
      if (text !== undefined && text !== '') params.append(name, text);
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

const isoDay = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((day) => !Number.isNaN(Date.parse(day))),
);

const firstText = v.pipe(
  v.unknown(),
  v.transform((value) => toText(Array.isArray(value) ? value[0] : value)),
);

/** Text of at most `maxLength` characters; longer text is cut. */
export function textParam(maxLength = 200) {
  return v.optional(
    v.pipe(
      firstText,
      v.transform((text) => text?.slice(0, maxLength)),
    ),
  );
}

/** One of the given words; anything else counts as absent. */
export function choiceParam<const Choice extends string>(choices: readonly Choice[]) {
  return v.optional(
    v.pipe(
      firstText,
      v.transform((text) => choices.find((choice) => choice === text)),
    ),
  );
}

/** Any number of the given words, or of any words when none are given. */
export function listParam<const Choice extends string = string>(choices?: readonly Choice[], maxCount = 50) {
  return v.optional(
    v.pipe(
      v.unknown(),
      v.transform((value): Choice[] | undefined => {
        const texts = (Array.isArray(value) ? value : [value])
          .map(toText)
          .filter((text) => text !== undefined);
        const known = texts.filter(
          (text) => choices === undefined || choices.some((choice) => choice === text),
        );
        return known.length === 0 ? undefined : (known.slice(0, maxCount) as Choice[]);
      }),
    ),
  );
}

/** A whole number within bounds; anything else counts as absent. */
export function numberParam({ min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) {
  return v.optional(
    v.pipe(
      firstText,
      v.transform((text) => {
        const number = Number(text);
        return text !== undefined && Number.isInteger(number) && number >= min && number <= max
          ? number
          : undefined;
      }),
    ),
  );
}

/** A day such as `2026-11-26`; anything else counts as absent. */
export function dayParam() {
  return v.optional(
    v.pipe(
      firstText,
      v.transform((text) => (text !== undefined && v.is(isoDay, text) ? text : undefined)),
    ),
  );
}

/** `true` when the parameter is there as `1` or `true`. */
export function flagParam() {
  return v.optional(
    v.pipe(
      firstText,
      v.transform((text) => (text === '1' || text === 'true' ? true : undefined)),
    ),
  );
}

type Known<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };
type SearchSchema<E extends v.ObjectEntries> = v.GenericSchema<
  Known<v.InferOutput<v.ObjectSchema<E, undefined>>>,
  Known<v.InferOutput<v.ObjectSchema<E, undefined>>>
>;

/** For a route's `validateSearch`: `searchSchema({ q: textParam(), share: listParam(shareClasses) })`. */
export function searchSchema<E extends v.ObjectEntries>(entries: E): SearchSchema<E> {
  const schema = v.pipe(v.object<v.ObjectEntries>(entries), v.transform(withoutAbsent));
  return schema as unknown as SearchSchema<E>;
}

function withoutAbsent(search: SearchRecord): SearchRecord {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
