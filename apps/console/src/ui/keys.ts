import { useEffect, useSyncExternalStore } from 'react';

const STORED = 'callsheet.keys';
const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];
/** Inputs into which nobody writes words. */
const UNWRITTEN = ['checkbox', 'radio', 'button', 'submit'];
const listeners = new Set<() => void>();
const on = (): boolean => localStorage.getItem(STORED) !== 'off';

/** Whether keys of one letter act (WCAG 2.1.4: they can be turned off), and how to change it. */
export function useKeysOn(): [boolean, (keep: boolean) => void] {
  const value = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, on);
  const set = (keep: boolean): void => {
    localStorage.setItem(STORED, keep ? 'on' : 'off');
    for (const listener of listeners) listener();
  };
  return [value, set];
}

/** What decides whether a key acts: where it was pressed, and with what. */
export interface Pressed {
  key: string;
  modified: boolean;
  repeated: boolean;
  target: { tag: string; type: string; editable: boolean; inDialog: boolean };
}

/** Whether a key of one letter may act: never with a modifier, while somebody writes, or behind an open dialog. */
export function acts({ modified, target }: Pressed): boolean {
  const writing = (TYPING.includes(target.tag) && !UNWRITTEN.includes(target.type)) || target.editable;
  return !modified && !writing && !target.inDialog;
}

const pressedOf = (event: KeyboardEvent): Pressed => {
  const target = event.target as HTMLElement;
  return {
    key: event.key,
    modified: event.metaKey || event.ctrlKey || event.altKey,
    repeated: event.repeat,
    target: { tag: target.tagName, type: (target as HTMLInputElement).type ?? '', editable: target.isContentEditable, inDialog: target.closest('[role=dialog], [role=menu], [role=listbox]') !== null },
  };
};

/** Keys of one letter of a page, while they are turned on. `Enter` acts only where nothing else would answer it. */
export function useKeys(keys: Record<string, () => void>): void {
  const [enabled] = useKeysOn();
  useEffect(() => {
    if (!enabled) return;
    const pressed = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      if (!act || !acts(pressedOf(event))) return;
      if (event.key === 'Enter' && (event.target as HTMLElement).closest('button, a, input, label, summary')) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [enabled, keys]);
}
