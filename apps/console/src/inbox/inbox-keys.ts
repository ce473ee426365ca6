import { useEffect } from 'react';
import type { TaskCard } from '../api/tasks.ts';

interface Keys {
  cards: readonly TaskCard[];
  selected: number;
  open: (card: TaskCard | undefined) => void;
}
const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];
/** The button that `c` presses; the task panel marks it. */
export const COMPLETE_BUTTON = 'complete-task';

/** j and k walk the list, enter opens, c goes to the task's main button. Nothing happens while somebody types. */
export function useInboxKeys({ cards, selected, open }: Keys): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (TYPING.includes(target.tagName) || target.isContentEditable || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'j') open(cards[Math.min(selected + 1, cards.length - 1)]);
      if (event.key === 'k') open(cards[Math.max(selected - 1, 0)]);
      if (event.key === 'c') document.getElementById(COMPLETE_BUTTON)?.focus();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [cards, selected, open]);
}
