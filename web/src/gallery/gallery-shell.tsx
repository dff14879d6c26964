import { SessionProvider } from '../platform/session.ts';
import { Shell } from '../shell/shell.tsx';
import { sampleSession } from './sample-session.ts';

/** The shell around the gallery's pages, with a person who exists nowhere. */
export function GalleryShell() {
  return (
    <SessionProvider value={sampleSession}>
      <Shell galleryBase="/design" />
    </SessionProvider>
  );
}
