import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { CHANGED_SIGNAL, type ScheduleActivities, type ScheduleFacts, type ScheduleInput } from '#contracts/schedule';
import { nextOccurrence, occurrences } from '#domain/calendar/recurrence';
import { judgeDue } from '#domain/schedule/catch-up';

/** Retried without end: an outage delays occurrences, and the catch-up policy says which of them are made up for. */
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '60 seconds' } as const;
const { loadSchedule, noteOccurrences } = proxyActivities<ScheduleActivities>({ startToCloseTimeout: '30 seconds', retry });

const DAY_MS = 86_400_000;
/** First look ahead; twice as far while nothing is found, up to some years. */
const HORIZON_MS = 100 * DAY_MS;
const FURTHEST_MS = 6 * 366 * DAY_MS;
/** Occurrences judged at a time after an outage. */
const BATCH = 100;
const HISTORY_EVENTS = 2_000;

/**
 * A series of runs on a recurrence: computes the next occurrence from the schedule's calendar, sleeps until then and notes it; the API starts
 * the run. Temporal's own schedules know no working days.
 */
export async function schedule({ scheduleId, after }: ScheduleInput): Promise<void> {
  let changed = false;
  setHandler(defineSignal(CHANGED_SIGNAL), () => void (changed = true));
  // Main
  for (let settled = after; ; ) {
    changed = false;
    const plan = await lookAhead(scheduleId, settled);
    if (plan.state === 'deleted') return;
    settled = Math.max(settled, plan.countsFrom);
    const due = plan.state === 'paused' ? [] : dueBy(plan, settled, Date.now());
    const more = due.length === BATCH;
    const next = plan.state === 'paused' || more ? null : nextAfter(plan, due.at(-1) ?? settled);
    await noteOccurrences({ scheduleId, revision: plan.revision, countsFrom: plan.countsFrom, occurrences: judgeDue(due, Date.now(), plan.catchUp, more), next });
    settled = due.at(-1) ?? settled;
    if (workflowInfo().historyLength > HISTORY_EVENTS) await continueAsNew<typeof schedule>({ scheduleId, after: settled });
    if (!more) await condition(() => changed, Math.max(1, (next ?? Date.now() + HORIZON_MS) - Date.now()));
  }
}

/** The schedule with a calendar that reaches its next occurrence after `settled`, or as far as we ever look. */
async function lookAhead(scheduleId: string, settled: number): Promise<ScheduleFacts> {
  for (let reach = HORIZON_MS; ; reach *= 2) {
    const plan = await loadSchedule({ scheduleId, after: settled, until: Date.now() + reach });
    const from = Math.max(settled, plan.countsFrom, Date.now());
    if (plan.state !== 'active' || nextAfter(plan, from) !== null || reach > FURTHEST_MS) return plan;
  }
}

function nextAfter({ calendar, recurrence }: ScheduleFacts, after: number): number | null {
  const next = nextOccurrence(calendar, recurrence, after);
  return 'at' in next ? next.at : null;
}

/** Occurrences after `settled` whose time has come, oldest first. */
function dueBy({ calendar, recurrence }: ScheduleFacts, settled: number, now: number): number[] {
  return occurrences(calendar, recurrence, settled, BATCH).occurrences.map(({ at }) => at).filter((at) => at <= now);
}
