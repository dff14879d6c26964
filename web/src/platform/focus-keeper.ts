/** Dialogs give the focus back and pages draw themselves within this. */
const settleMs = 400;

function toPage(): void {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body)
    document.getElementById('page')?.focus({ preventScroll: true });
}

/**
 * What has the focus may go: a button with its act, a form with its answer, a link with its page. Whoever works by
 * keyboard then goes on at the page, not before its beginning. Called once, before the first render.
 */
export function startFocusKeeper(): void {
  let held: EventTarget | null = null;
  addEventListener('focusin', ({ target }) => {
    held = target;
  });
  const keep = () => {
    if (!(held instanceof Element) || held.isConnected) return;
    held = null;
    setTimeout(toPage, settleMs);
  };
  new MutationObserver(keep).observe(document.documentElement, { childList: true, subtree: true });
}
