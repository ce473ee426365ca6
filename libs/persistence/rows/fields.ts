import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { CaseEntry, Run } from '#contracts/run';
import type { Task } from '#contracts/task';

/** Fields of a contract that are columns of its table under the same name in snake_case. `satisfies` keeps them in step with the contract. */
type All<T> = Record<Exclude<keyof T, 'playbook'>, true>;
const names = (fields: object): string[] => Object.keys(fields);

export const RUN_FIELDS = names({
  id: true, parentId: true, rootId: true, process: true, title: true, state: true, managerId: true, startedBy: true, startedAt: true, closedAt: true,
  outcome: true, step: true, stepTitle: true, visit: true, turn: true, contentType: true, pause: true, stepPause: true, severity: true, version: true, lastEvent: true, input: true, settings: true,
} satisfies All<Run>);
export const TASK_FIELDS = names({
  id: true, runId: true, key: true, block: true, step: true, visit: true, turn: true, title: true, description: true, state: true, version: true, assign: true,
  assignee: true, candidates: true, fellToManager: true, excluded: true, form: true, checklist: true, subject: true, openedAt: true, clock: true, closedAt: true,
  closedBy: true, documentId: true, outcome: true, reason: true, accountable: true, cover: true, delegation: true, signing: true, nudged: true, pause: true,
} satisfies All<Task>);
export const MEETING_FIELDS = names({
  id: true, runId: true, key: true, occurrence: true, title: true, agenda: true, carriedOver: true, step: true, turn: true, startsAt: true, endsAt: true,
  organizer: true, attendees: true, attendance: true, state: true, decision: true, outcome: true, minutesDocumentId: true, taskId: true, sequence: true, version: true, schedule: true,
} satisfies All<Meeting>);
export const PIECE_FIELDS = names({
  id: true, runId: true, turn: true, title: true, format: true, account: true, contentType: true, owner: true, state: true, authors: true, checks: true,
  reworks: true, reworkCap: true, publishedAt: true, publishedBy: true, platform: true, link: true, checkpoints: true, version: true,
} satisfies All<Piece>);
export const CASE_FIELDS = names({
  id: true, runId: true, turn: true, title: true, contentType: true, worked: true, didNot: true, keptAt: true, keptBy: true, documentId: true,
} satisfies All<CaseEntry>);

/** `stepTitle` → `step_title`. */
export const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Select list that answers contract fields, e.g. `t.run_id AS "runId"`. */
export const select = (fields: readonly string[], table: string): string => fields.map((field) => `${table}.${snake(field)} AS "${field}"`).join(', ');

const PLAYBOOK = `json_build_object('slug', run.playbook_slug, 'version', run.playbook_version) AS playbook`;
export const SELECT_RUN = `${select(RUN_FIELDS, 'run')}, ${PLAYBOOK}`;
export const SELECT_TASK = select(TASK_FIELDS, 'task');
export const SELECT_MEETING = select(MEETING_FIELDS, 'meeting');
export const SELECT_PIECE = select(PIECE_FIELDS, 'piece');
export const SELECT_CASE = select(CASE_FIELDS, 'case_entry');
