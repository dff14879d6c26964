import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Pages name themselves once they are drawn. */
const settleMs = 400;

/** Tells readers which page they have come to; a link inside one page changes no document, so nothing else would. */
export function RouteAnnouncer() {
  const router = useRouter();
  const [title, setTitle] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = router.subscribe('onResolved', ({ pathChanged }) => {
      if (!pathChanged) return;
      clearTimeout(timer);
      timer = setTimeout(() => setTitle(document.title), settleMs);
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
