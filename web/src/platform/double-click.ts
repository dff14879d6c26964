/** Taps that soon after and that near each other are one gesture, though nobody counts them as clicks are counted. */
const SOON_MS = 400;
const NEAR_PX = 24;

function isSecondTap(before: MouseEvent | undefined, event: MouseEvent): boolean {
  const isPointed = event.detail > 0 && (event as Partial<PointerEvent>).pointerType !== 'mouse';
  if (!isPointed || before === undefined || event.timeStamp - before.timeStamp > SOON_MS) return false;
  return Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < NEAR_PX;
}

/**
 * The second click of a double click, or a key that is held, is no second act: the first one was it, and may have its
 * answer, and another matter's button in its place, by now. Called once, before the first render.
 */
export function startDoubleClickGuard(): void {
  let before: MouseEvent | undefined;
  const refuse = (event: Event) => {
    if (!(event.target instanceof Element && event.target.closest('button.ant-btn'))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    if (event.detail > 1 || isSecondTap(before, event)) refuse(event);
    before = event;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) refuse(event);
  };
  addEventListener('click', onClick, { capture: true });
  addEventListener('keydown', onKeyDown, { capture: true });
}
