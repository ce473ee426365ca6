import type { FieldIssue } from '../errors.ts';

interface Span {
  from: number;
  until: number;
  personId: string;
  deputyId: string | null;
}

export type AbsenceState = 'planned' | 'away' | 'over' | 'cancelled';

/** Where an absence stands at `now` (epoch ms). */
export function stateOf({ from, until, cancelledAt }: { from: number; until: number; cancelledAt: number | null }, now: number): AbsenceState {
  if (cancelledAt !== null) return 'cancelled';
  return now < from ? 'planned' : now < until ? 'away' : 'over';
}

/** What speaks against an absence as it is to be; `before` is what it was, null for a new one. A beginning that has passed stays. */
export function judgeAbsence(next: Span, before: Span | null, now: number): FieldIssue[] {
  const issue = (path: string, en: string, zh: string): FieldIssue => ({ path, message: { en, 'zh-CN': zh } });
  const issues: FieldIssue[] = [];
  if (before !== null && before.from <= now && next.from !== before.from) issues.push(issue('from', 'has passed and stays', '已开始，不能再改'));
  if (next.until <= next.from) issues.push(issue('until', 'lies before the beginning', '早于开始时间'));
  else if (next.until <= now) issues.push(issue('until', 'lies in the past: cancel the absence instead', '早于当前时间，请改为取消'));
  if (next.deputyId === next.personId) issues.push(issue('deputyId', 'is the person who is away', '不能是缺勤者本人'));
  return issues;
}
