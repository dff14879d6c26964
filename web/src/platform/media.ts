import { type Room, useAppearance } from './appearance.ts';

/**
 * Whether the page is narrower than so many rem: window width divided by the page's scale, so that large type folds a
 * page as a smaller window does. Style sheets ask the same by `:where(:root[data-below~='48']) { … }`.
 */
export function useBelow(rem: Room): boolean {
  return useAppearance().below.includes(rem);
}

export function useIsPhone(): boolean {
  return useBelow(48);
}
