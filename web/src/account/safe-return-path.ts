/** Where to go after sign-in: a path of this console only, so that a crafted link cannot lead elsewhere. */
export function safeReturnPath(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/')) return '/';
  const base = 'https://console.invalid';
  const url = URL.parse(next, base);
  if (url === null || url.origin !== base || url.pathname.startsWith('/sign-in')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
