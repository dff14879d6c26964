/**
 * As PostgreSQL keeps it: it refuses NUL, which files hold and people have to be shown, so its picture ␀ stands for it, and
 * halves of characters, which cutting makes.
 */
export function asJsonb(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? inner.replaceAll('\0', '\u2400').toWellFormed() : inner,
  );
}
