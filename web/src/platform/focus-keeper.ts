/** Dialogs give the focus back and pages draw themselves within this. */
const settleMs = 400;

const canHoldFocus = (element: HTMLElement) => element.isConnected && !element.matches(':disabled');

/** Where it was held, from there outwards. */
interface Place {
  holder: HTMLElement;
  around: readonly HTMLElement[];
}

function placeOf(target: EventTarget | null): Place | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const around: HTMLElement[] = [];
  for (let outer = target.parentElement; outer !== null; outer = outer.parentElement) around.push(outer);
  return { holder: target, around };
}

/** What is around it is no control: it holds the focus without being drawn so, and Tab goes on in it. */
export function holdPlace(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.dataset['holdsPlace'] = '';
  element.focus({ preventScroll: true });
}

/** The nearest of what is left and seen: inside a dialog, or the page, never what is around them. */
function nearest({ around }: Place, page: HTMLElement | null): HTMLElement | null {
  const { body } = document;
  const isInner = (outer: HTMLElement) =>
    body.contains(outer) && outer !== body && outer.parentElement !== body;
  return (
    around.find((outer) => isInner(outer) && outer.checkVisibility() && !outer.querySelector('#page')) ?? page
  );
}

/** A page that is still to come is waited for. */
const TRIES = 10;

function giveBack(place: Place, tries = TRIES): void {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return;
  if (canHoldFocus(place.holder)) return place.holder.focus({ preventScroll: true });
  const near = nearest(place, document.getElementById('page'));
  if (near !== null) holdPlace(near);
  else if (tries > 1) setTimeout(() => giveBack(place, tries - 1), settleMs);
}

/**
 * What has the focus may go, or be disabled: a button with its act, a form with its answer, a link with its page. Whoever
 * works by keyboard then goes on there, or in what was around it and is left, not before the page's beginning. Called
 * once, before the first render.
 */
export function startFocusKeeper(): void {
  let held: Place | undefined;
  addEventListener('focusin', ({ target }) => {
    held = placeOf(target);
  });
  const keep = () => {
    if (held === undefined || canHoldFocus(held.holder)) return;
    const place = held;
    held = undefined;
    setTimeout(() => giveBack(place), settleMs);
  };
  const changes = { childList: true, subtree: true, attributeFilter: ['disabled'] };
  new MutationObserver(keep).observe(document.documentElement, changes);
}
