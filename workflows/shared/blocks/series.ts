import type { ActionItem } from '#contracts/commands';
import type { Json } from '#contracts/text';
import { closingOf } from '#domain/task/action-due';
import { uuid4 } from '@temporalio/workflow';
import type { Engine } from '../engine.ts';
import { RunHandle } from '../run-handle.ts';
import { interruptible, type Scope } from '../scope.ts';
import { openMeeting } from './meeting.ts';

/** Marks the series as going on; `runSeries` holds its meetings until it ends. */
export function startSeries(engine: Engine, key: string): void {
  const present = engine.state.series[key];
  if (present?.active) return;
  engine.state.series[key] = { occurrence: present?.occurrence ?? 0, active: true, lastFrom: null, outcome: null };
}

/** The outcome of the first occurrence that starts after the present step was entered (handbook 4.3: what ends a turn). */
export async function lastOfSeries(run: RunHandle, key: string): Promise<Record<string, Json>> {
  startSeries(run.engine, key);
  const series = run.engine.state.series[key];
  if (series) series.lastFrom ??= run.engine.state.enteredAt;
  await run.until(() => run.engine.state.series[key]?.active === false);
  return run.engine.state.series[key]?.outcome ?? {};
}

/** Holds the meetings of a series one after the other, for as long as it is active. Started once for each series of a process. */
export async function runSeries(engine: Engine, key: string, untilActive: () => Promise<void>): Promise<never> {
  for (;;) {
    await untilActive();
    const { turn } = engine.state.run;
    const scope: Scope = { prefix: `series/${key}/${turn}/`, alive: () => engine.state.series[key]?.active === true && !engine.closed };
    await interruptible(holdMeetings(new RunHandle(engine, scope), key));
  }
}

async function holdMeetings(run: RunHandle, key: string): Promise<void> {
  const { state } = run.engine;
  for (;;) {
    const series = state.series[key];
    if (!series?.active) return;
    const meetingId = await openMeeting(run, key, { block: `${series.occurrence + 1}`, occurrence: series.occurrence + 1 });
    await run.until(() => state.meetings[meetingId]?.state === 'held');
    const meeting = state.meetings[meetingId];
    await takeUp(run, meetingId, series.occurrence + 1);
    series.occurrence += 1;
    series.outcome = meeting?.outcome ?? {};
    if (series.lastFrom !== null && (meeting?.startsAt ?? 0) >= series.lastFrom) series.active = false;
  }
}

/** A retrospective's actions become tasks with an owner and a date, and its case goes into the library. */
async function takeUp(run: RunHandle, meetingId: string, occurrence: number): Promise<void> {
  const { state, facts } = run.engine;
  const meeting = state.meetings[meetingId];
  if (!meeting) return;
  const actions = (meeting.outcome['actions'] ?? []) as unknown as Array<Omit<ActionItem, 'due'> & { due: string }>;
  for (const [index, action] of actions.entries()) {
    const due = closingOf(facts.calendar, action.due);
    await run.openDetached('action', {
      block: `${occurrence}/action/${index}`,
      assign: { person: action.owner },
      subject: { action: true, note: action.title, meetingId: meeting.id },
      ...(due === null ? {} : { dueAt: { at: due, by: meeting.organizer, reason: 'retrospective' } }),
    });
  }
  keepCase(run, meetingId, occurrence);
}

function keepCase(run: RunHandle, meetingId: string, occurrence: number): void {
  const { state, recorder } = run.engine;
  const meeting = state.meetings[meetingId];
  const told = meeting?.outcome['case'] as { title?: string; contentType?: string } | undefined;
  const block = `${run.scope.prefix}${occurrence}/case`;
  if (!meeting || !told?.title || state.blocks[block]) return;
  const text = (name: string): string => (typeof meeting.outcome[name] === 'string' ? meeting.outcome[name] : '');
  const entry = {
    id: uuid4(), runId: state.run.id, turn: meeting.turn, title: told.title, contentType: told.contentType ?? state.run.contentType ?? '',
    worked: text('worked'), didNot: text('didNot'), keptAt: Date.now(), keptBy: meeting.organizer, documentId: null,
  };
  state.blocks[block] = { id: entry.id, done: true, result: null };
  recorder.emit('CaseKept', { entry }, { kind: 'run', id: block });
}
