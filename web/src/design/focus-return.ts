import { useEffect, useState } from 'react';

/** For what covers the page while it is mounted: when it goes, what opened it has the focus again, if it is still there. */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Elsewhere by the person's own choice, or another dialog's: left there.
      const { activeElement } = document;
      if (activeElement !== null && activeElement !== document.body) return;
      if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body)
        opener.focus({ preventScroll: true });
    },
    [opener],
  );
}
