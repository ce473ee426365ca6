import type { Pool } from 'pg';
import type { Duration } from '#contracts/duration';
import type { Piece } from '#contracts/piece';
import type { Meeting } from '#contracts/meeting';
import type { Task } from '#contracts/task';
import type { Text } from '#contracts/text';
import { can, type Actor } from '#domain/identity/can';
import type { Action } from '#domain/identity/matrix';
import { skipRule } from '#domain/playbook/compile';
import { resolveSettings } from '#domain/playbook/settings';
import { allows, TASK_VERBS, ticks, type AllowedContext, type TaskVerb } from '#domain/task/allowed';
import { NUDGE_SETTING } from '#domain/task/rules-nudge';
import type { Playbook } from '#contracts/playbook';
import { SELECT_MEETING, SELECT_PIECE, SELECT_TASK } from '#persistence/rows/fields';
import { actsAsManager, relationsOf } from '../runs/access.ts';
import type { TaskCalendars } from './task-calendars.ts';
import type { TaskFound } from './task-queries.ts';

/** Permission by verb, where its address and its row of the matrix differ. */
const ACTIONS: Partial<Record<TaskVerb, Action>> = { signers: 'task.cosign', 'remove-signer': 'task.cosign', 'assign-item': 'task.item' };
const actionOf = (verb: TaskVerb): Action => ACTIONS[verb] ?? (`task.${verb}` as Action);
/** Verbs that write beside the run. */
const BESIDE = { comment: 'task.comment', attach: 'attachment.add' } as const satisfies Record<string, Action>;

export interface Allowed {
  verbs: string[];
  /** Items of the checklist that the reader may tick. */
  ticks: string[];
  /** Steps that the work can be sent back to, in order. */
  returnTo: Array<{ key: string; title: Text }>;
}

/** Says what its reader may do to a task, by the same rules as the run: what cannot be done need not be offered. */
export class AllowedVerbs {
  constructor(
    private readonly pool: Pool,
    private readonly calendars: TaskCalendars,
  ) {}

  async of(actor: Actor, task: TaskFound, playbook: Playbook, now: number): Promise<Allowed> {
    const context = await this.context(task, playbook, now);
    const may = (action: Action): boolean => can(actor, action, relationsOf(task));
    const asker = (action: Action) => ({ actor: actor.id, asManager: actsAsManager(actor, action, task), at: now });
    const running = task.runState === 'running' || task.runState === 'paused';
    const verbs = running ? TASK_VERBS.filter((verb) => may(actionOf(verb)) && allows(verb, task, asker(actionOf(verb)), context)) : [];
    const beside = Object.entries(BESIDE).flatMap(([verb, action]) => (may(action) ? [verb] : []));
    const mine = task.closedAt === null && task.own && can(actor, 'task.snooze', ['own']) ? ['snooze'] : [];
    const items = running && task.closedAt === null && may('task.checklist') ? task.checklist.filter(({ key }) => ticks(key, task, asker('task.checklist'), context)) : [];
    const at = playbook.steps.findIndex(({ key }) => key === task.step);
    const earlier = verbs.includes('return') ? playbook.steps.slice(0, Math.max(0, at)).map(({ key, title }) => ({ key, title })) : [];
    return { verbs: [...verbs, ...mine, ...beside], ticks: items.map(({ key }) => key), returnTo: earlier };
  }

  private async context(task: TaskFound, playbook: Playbook, now: number): Promise<AllowedContext> {
    const [piece, followers, nudging] = await Promise.all([this.piece(task), this.followers(task), this.nudging(task, playbook)]);
    const definition = playbook.tasks[task.key];
    const skip = definition && skipRule(playbook, definition);
    return { piece, steps: playbook.steps.map(({ key }) => key), startedBy: task.startedBy, nudging: nudging && { until: nudging.until === null || nudging.until <= now ? null : nudging.until }, skip, followers };
  }

  private async piece({ subject }: TaskFound): Promise<Piece | null> {
    if (!subject.pieceId) return null;
    return (await this.pool.query<Piece>({ name: 'allowed-piece', text: `SELECT ${SELECT_PIECE} FROM piece WHERE id = $1`, values: [subject.pieceId] })).rows[0] ?? null;
  }

  private async nudging(task: TaskFound, playbook: Playbook): Promise<{ until: number | null } | null> {
    const own = task.runSettings[NUDGE_SETTING];
    const coolDown = resolveSettings(playbook, own === undefined || !playbook.settings[NUDGE_SETTING] ? {} : { [NUDGE_SETTING]: own })[NUDGE_SETTING] as Duration | undefined;
    if (!coolDown) return null;
    return { until: task.nudged ? await this.calendars.after(task, task.nudged.at, coolDown) : null };
  }

  /** What opened after a closed task in its run. The run knows better what follows what: it has the last word. */
  private async followers({ id, runId, closedAt, subject }: TaskFound): Promise<AllowedContext['followers']> {
    if (closedAt === null) return { tasks: [], meetings: [] };
    const [tasks, meetings] = await Promise.all([
      this.pool.query<Task>({ name: 'allowed-followers', text: `SELECT ${SELECT_TASK} FROM task WHERE run_id = $1 AND id <> $2 AND opened_at >= $3 AND ($4::uuid IS NULL OR piece_id IS NULL OR piece_id = $4)`, values: [runId, id, closedAt, subject.pieceId ?? null] }),
      this.pool.query<Meeting>({ name: 'allowed-meetings', text: `SELECT ${SELECT_MEETING} FROM meeting WHERE run_id = $1 AND starts_at >= $2`, values: [runId, closedAt] }),
    ]);
    return { tasks: tasks.rows, meetings: meetings.rows };
  }
}
