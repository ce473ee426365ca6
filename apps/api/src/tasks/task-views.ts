import type { TaskCard, TaskResource } from '#contracts/api/task';
import { withTaskDefaults } from '#domain/task/defaults';
import { actingOn, openDelegation, partsOf } from '#domain/task/part';
import type { TaskRow } from './task-queries.ts';

/** What lists show of a task, for this reader; `beside` is what its row does not hold. */
export function cardOf(task: TaskRow, reader: string, { snoozedUntil = null, stepTitle = null }: Partial<Pick<TaskCard, 'snoozedUntil' | 'stepTitle'>> = {}): TaskCard {
  const { clock } = task;
  return {
    id: task.id,
    runId: task.runId,
    runTitle: task.runTitle,
    key: task.key,
    step: task.step,
    stepTitle,
    turn: task.turn,
    title: task.title,
    state: task.state,
    version: task.version,
    assign: task.assign,
    assignee: task.assignee,
    claimable: task.state === 'open' && task.assignee === null && task.candidates.includes(reader) && !task.excluded.includes(reader),
    fellToManager: task.fellToManager,
    part: task.closedAt === null ? (partsOf(task).get(reader) ?? null) : null,
    turnOf: task.closedAt === null ? actingOn(task) : [],
    subject: task.subject,
    pieceTitle: task.pieceTitle,
    nudges: task.nudged?.count ?? 0,
    paused: Boolean(task.pause ?? clock?.paused),
    counts: clock && ('working' in clock.policy.due ? 'working' : 'clock'),
    delegatedBy: openDelegation(task)?.by ?? null,
    openedAt: task.openedAt,
    dueAt: clock && !clock.paused ? clock.dueAt : null,
    atRiskAt: clock && !clock.paused ? clock.atRiskAt : null,
    breachedAt: clock && !clock.breachAnnulled ? clock.breachedAt : null,
    acknowledged: Boolean(clock?.ack),
    accountable: task.accountable,
    cover: task.cover,
    snoozedUntil,
    closedAt: task.closedAt,
  };
}

/** A whole task, with what was fetched beside it. */
export function resourceOf(task: TaskRow, reader: string, beside: Pick<TaskResource, 'stepTitle' | 'form' | 'documents' | 'comments' | 'attachments' | 'draft' | 'snooze' | 'offers' | 'verbs' | 'ticks' | 'returnTo'>): TaskResource {
  const { block, visit, description, candidates, excluded, checklist, nudged, delegation, signing, accountable, closedBy, documentId, outcome, reason } = withTaskDefaults(task);
  return { ...cardOf(task, reader, { snoozedUntil: beside.snooze?.until ?? null }), block, visit, description, candidates, excluded, checklist, nudged, delegation, signing, accountable, clock: task.clock as TaskResource['clock'], closedBy, documentId, outcome, reason, ...beside };
}
