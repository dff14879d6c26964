import type { QueryClient } from '@tanstack/react-query';
import type { AnyRoute } from '@tanstack/react-router';
import type { Session } from './session.ts';

/** One answer of the command palette. */
export interface Found {
  id: string;
  title: string;
  /** What it is and whose: 数据目录 · 税务局. */
  note?: string;
  /** Internal address with search, e.g. `/catalogue/abc`. */
  href: string;
}

/** Lets an area answer what is typed into the palette. Called with at least two characters, latest text wins. */
export interface FindSource {
  id: string;
  /** Heading of the group, in the language on screen. */
  label: () => string;
  find: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
  visibleTo?: (session: Session) => boolean;
}

/**
 * What the `routes.tsx` of an area folder may export. The folders are found by name
 * (`src/<wing>/<area>/routes.tsx` and `src/<area>/routes.tsx`), so adding an area touches no other file.
 */
export interface Area {
  routes: readonly AnyRoute[];
  /** Counts beside entries of the navigation, by entry id: what waits for this person. Refreshed each minute. */
  navCounts?: Readonly<Record<string, (signal: AbortSignal) => Promise<number>>>;
  findSources?: readonly FindSource[];
}

export interface RouterContext {
  queryClient: QueryClient;
  areas: readonly Area[];
}
