import type { CalendarSlice } from '#contracts/calendar';
import { FAILURES } from '#contracts/failures';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import { qualityVerdict, type QualityBar } from '../quality/verdict.ts';
import { closingOf } from './action-due.ts';
import type { Refusal } from './rules.ts';

export interface OutcomeContext {
  now: number;
  calendar: CalendarSlice;
  /** The publish bar of the run's settings, or null where the process has none. */
  bar: QualityBar | null;
}
const invalid = (field: string, message: string, rule?: string): Refusal => ({ type: FAILURES.invalid, message, detail: { field, ...(rule ? { rule } : {}) } });

/** Rules on the answers that steer a run and that a JSON Schema cannot say. `task` is null for a meeting's decision. */
export function judgeOutcome(task: Task | null, outcome: Record<string, Json>, context: OutcomeContext): Refusal | null {
  return judgeCheck(task, outcome, context) ?? judgeWaiver(task, outcome, context) ?? judgeActions(outcome, context);
}

/** A failed check names its defects; a final check passes only over the publish bar (handbook 2.1). */
function judgeCheck(task: Task | null, outcome: Record<string, Json>, { bar }: OutcomeContext): Refusal | null {
  if (!task?.subject.check) return null;
  const defects = outcome['defects'];
  if (outcome['decision'] === 'failed' && (!Array.isArray(defects) || defects.length === 0)) return invalid('defects', 'a failed check names at least one defect');
  const scores = outcome['quality'];
  if (outcome['decision'] !== 'passed' || !bar || !scores || typeof scores !== 'object' || Array.isArray(scores)) return null;
  const verdict = qualityVerdict(scores as Record<string, number>, bar);
  if (verdict.passed) return null;
  const field = verdict.under[0] ? `quality/${verdict.under[0]}` : 'quality';
  return invalid(field, `under the publish bar: total ${verdict.total} of ${bar.total}${verdict.under.length ? `, under their minimum: ${verdict.under.join(', ')}` : ''}`, 'quality-bar');
}

/** A waiver names its reason and a day that still lies ahead. */
function judgeWaiver(task: Task | null, outcome: Record<string, Json>, { now, calendar }: OutcomeContext): Refusal | null {
  if (!task?.subject.gate || outcome['decision'] !== 'waived') return null;
  if (typeof outcome['reason'] !== 'string' || outcome['reason'].trim() === '') return invalid('reason', 'a waiver names its reason');
  const until = typeof outcome['until'] === 'string' ? closingOf(calendar, outcome['until']) : null;
  return until === null || until <= now ? invalid('until', 'a waiver ends on a day that lies ahead') : null;
}

function judgeActions(outcome: Record<string, Json>, { now, calendar }: OutcomeContext): Refusal | null {
  const actions = Array.isArray(outcome['actions']) ? outcome['actions'] : [];
  for (const [index, action] of actions.entries()) {
    const due = (action as { due?: Json }).due;
    if (typeof due === 'string' && (closingOf(calendar, due) ?? 0) <= now) return invalid(`actions/${index}/due`, 'the due date must lie ahead');
  }
  return null;
}
