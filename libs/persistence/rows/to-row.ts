import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { peopleOf } from '#domain/task/part';
import { CASE_FIELDS, MEETING_FIELDS, PIECE_FIELDS, RUN_FIELDS, snake, TASK_FIELDS } from './fields.ts';

/** Where work without a due time sorts: after everything that has one. */
export const NEVER = 9_000_000_000_000_000;

export type Row = Record<string, unknown>;
const rowOf = (fields: readonly string[], value: object): Row => Object.fromEntries(fields.map((field) => [snake(field), (value as Row)[field] ?? null]));

/** Due instant that open work is sorted by (epoch ms). */
export const breachOf = (task: Task): number => task.clock?.dueAt ?? NEVER;

export const runRow = (run: Run): Row => ({ ...rowOf(RUN_FIELDS, run), playbook_slug: run.playbook.slug, playbook_version: run.playbook.version });
export const taskRow = (task: Task): Row => ({ ...rowOf(TASK_FIELDS, task), piece_id: task.subject.pieceId ?? null, people: peopleOf(task), due_at: task.clock?.dueAt ?? null, breach_at: breachOf(task) });
export const meetingRow = (meeting: object): Row => rowOf(MEETING_FIELDS, meeting);
export const pieceRow = (piece: object): Row => rowOf(PIECE_FIELDS, piece);
export const caseRow = (entry: object): Row => rowOf(CASE_FIELDS, entry);

const own = (fields: readonly string[], ...more: string[]): string[] => [...fields.map(snake), ...more];
/** Columns by table, in the order statements name them. */
export const COLUMNS = {
  run: own(RUN_FIELDS, 'playbook_slug', 'playbook_version'),
  task: own(TASK_FIELDS, 'piece_id', 'people', 'due_at', 'breach_at'),
  meeting: own(MEETING_FIELDS),
  piece: own(PIECE_FIELDS),
  case_entry: own(CASE_FIELDS),
} as const;
