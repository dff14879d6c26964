import { useEffect, useState } from 'react';

/** For what covers the page while it is mounted: when it goes, the focus is where it was, or at the page itself. */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Elsewhere by the person's own choice, or another dialog's: left there.
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
      (isThere ? opener : document.getElementById('page'))?.focus({ preventScroll: true });
    },
    [opener],
  );
}
