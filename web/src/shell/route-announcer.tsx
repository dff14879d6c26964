import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Pages name themselves once they are drawn. */
const settleMs = 400;

/** What had the focus may have gone with the former page; the next one then begins at its top. */
function keepFocus(): void {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body)
    document.getElementById('page')?.focus({ preventScroll: true });
}

/** Tells readers which page they have come to; a link inside one page changes no document, so nothing else would. */
export function RouteAnnouncer() {
  const router = useRouter();
  const [title, setTitle] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
      if (!pathChanged) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        setTitle(document.title);
        if (fromLocation !== undefined) keepFocus();
      }, settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [router]);
  return (
    <div className="sr-only" role="status">
      {title}
    </div>
  );
}
