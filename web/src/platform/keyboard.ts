import { useEffect, useRef } from 'react';

export interface Shortcut {
  /** `KeyboardEvent.key` in lower case, e.g. `k`, `escape`, `/`. */
  key: string;
  ctrl?: boolean;
  shift?: boolean;
}

type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>;

/** Ctrl and Command count as one; nothing matches while an input method is composing Chinese text. */
export function matchesShortcut(event: KeyEvent, shortcut: Shortcut): boolean {
  if (event.isComposing || event.altKey) return false;
  const isLetterOrNamed = /^[a-z]$|^.{2,}$/.test(shortcut.key);
  return (
    event.key.toLowerCase() === shortcut.key &&
    (event.ctrlKey || event.metaKey) === (shortcut.ctrl ?? false) &&
    (!isLetterOrNamed || event.shiftKey === (shortcut.shift ?? false))
  );
}

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
/** Fields that take no letters. */
const pressed = new Set(['radio', 'checkbox', 'button', 'submit']);

/** Whether plain letters belong to the field that has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && pressed.has(target.type)) return false;
  return typingTags.has(target.tagName) || target.isContentEditable;
}

function hasOpenDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], dialog[open]') !== null;
}

/**
 * Runs `onPress` when the shortcut is pressed anywhere on the page. A plain letter is left to the field that has
 * the focus, and to an open dialog; shortcuts with Ctrl work everywhere. A key that is held moves on, but acts once.
 */
export function useShortcut(shortcut: Shortcut, onPress: () => void, enabled = true): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  const { key, ctrl = false, shift = false } = shortcut;
  useEffect(() => {
    if (!enabled) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!matchesShortcut(event, { key, ctrl, shift })) return;
      if (event.repeat && (ctrl || key === 'enter')) return event.preventDefault();
      if (!ctrl && (isTyping(event.target) || hasOpenDialog())) return;
      // Enter alone presses what has the focus.
      if (key === 'enter' && !ctrl && event.target !== document.body) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key, ctrl, shift, enabled]);
}
