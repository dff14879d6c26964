import type { Mode } from './request-api.ts';

/** Modes of the exchange that an entry's modes allow, as the server reads them. */
export function offeredModes(modes: readonly string[]): Mode[] {
  const offered: [Mode, boolean][] = [
    ['query', modes.includes('query')],
    ['verify', modes.includes('verify') || modes.includes('query')],
    ['batch', modes.includes('batch') || modes.includes('file')],
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([mode]) => mode);
}
