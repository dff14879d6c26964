import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * For what covers the page while it is mounted: when it goes, the focus is where it was, or at the page itself. For what
 * goes by its own press (`pressed`): at the page, where it had the focus.
 */
export function useFocusReturn(pressed?: RefObject<HTMLElement | null>): void {
  const [opener] = useState(() => (pressed === undefined ? document.activeElement : null));
  const isLost = useRef(pressed === undefined);
  useLayoutEffect(
    () => () => {
      // The last moment at which it is still there.
      if (pressed !== undefined) isLost.current = pressed.current === document.activeElement;
    },
    [pressed],
  );
  useEffect(
    () => () => {
      // Elsewhere by the person's own choice, or another dialog's: left there.
      const { activeElement } = document;
      if (!isLost.current || (activeElement !== null && activeElement !== document.body)) return;
      const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
      (isThere ? opener : document.getElementById('page'))?.focus({ preventScroll: true });
    },
    [opener],
  );
}
