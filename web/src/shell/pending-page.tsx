import { LoadingState } from '../design/states.tsx';

/** While the server says who is signed in: a slow one must not look like an empty page. */
export function PendingPage() {
  return (
    <main style={{ maxWidth: '60rem', padding: '4rem 1rem', margin: '0 auto' }}>
      <LoadingState shape="page" rows={8} />
    </main>
  );
}
