/**
 * The second click of a double click on a button that sends a form, or is marked `data-once`, is no second act: the first
 * one was it, and may have its answer by now. Called once, before the first render.
 */
export function startDoubleClickGuard(): void {
  const guard = (event: MouseEvent) => {
    const { target, detail } = event;
    const isActing = target instanceof Element && target.closest('button:is([type="submit"], [data-once])');
    if (detail < 2 || !isActing) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', guard, { capture: true });
}
