import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { SCHEDULE_TYPE, scheduleWorkflowId } from '#contracts/names';
import { CHANGED_SIGNAL, type JudgedOccurrence, type ScheduleActivities, type ScheduleFacts } from '#contracts/schedule';
import { buildSlice } from '#domain/calendar/build';
import { timeZoneOf, type Calendar } from '#domain/calendar/layers';
import { zoneOf } from '#platform/calendars/zone-of';
import { writeHistory } from './pinned.ts';
import { createTestWorker } from './time-skipping.ts';

const DAY_MS = 86_400_000;

/** A series workflow on the time-skipping server, with its schedule in memory and a list of what it noted. Its worker can be stopped: an outage. */
export class SeriesStage {
  readonly noted: JudgedOccurrence[] = [];
  next: number | null = null;
  private worker: { instance: Worker; running: Promise<void> } | null = null;

  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly handle: WorkflowHandleWithFirstExecutionRunId,
    private readonly taskQueue: string,
    public plan: Omit<ScheduleFacts, 'calendar' | 'revision'>,
    public calendar: Calendar,
  ) {}

  static async open(env: TestWorkflowEnvironment, plan: Omit<ScheduleFacts, 'calendar' | 'revision'>, calendar: Calendar): Promise<SeriesStage> {
    const [taskQueue, scheduleId] = [`series-${randomUUID()}`, randomUUID()];
    const handle = await env.client.workflow.start(SCHEDULE_TYPE, { taskQueue, workflowId: scheduleWorkflowId(scheduleId), args: [{ scheduleId, after: plan.countsFrom }] });
    const stage = new SeriesStage(env, handle, taskQueue, plan, calendar);
    await stage.startWorker();
    return stage;
  }

  async startWorker(): Promise<void> {
    const activities: ScheduleActivities = {
      loadSchedule: ({ after, until }) => {
        const from = Math.max(after, this.plan.countsFrom) - 7 * DAY_MS;
        return Promise.resolve({ ...this.plan, revision: 1, calendar: buildSlice(this.calendar, { from, until: Math.max(until, from), zone: zoneOf(timeZoneOf(this.calendar)) }) });
      },
      noteOccurrences: ({ occurrences, next }) => {
        this.noted.push(...occurrences.filter(({ at }) => !this.noted.some((known) => known.at === at)));
        this.next = next;
        return Promise.resolve();
      },
    };
    const instance = await createTestWorker(this.env, { taskQueue: this.taskQueue, activities: { ...activities } });
    this.worker = { instance, running: instance.run() };
  }

  async stopWorker(): Promise<void> {
    this.worker?.instance.shutdown();
    await this.worker?.running;
    this.worker = null;
  }

  /** The schedule or its calendar becomes another, and the series hears of it. */
  async change(plan: Partial<Omit<ScheduleFacts, 'calendar' | 'revision'>>, calendar = this.calendar): Promise<void> {
    this.plan = { ...this.plan, ...plan };
    this.calendar = calendar;
    await this.handle.signal(CHANGED_SIGNAL);
  }

  /** Keeps this series' history as a pin of test/replay when `RECORD_HISTORIES` names its folder; otherwise does nothing. */
  async pin(name: string): Promise<void> {
    const folder = process.env.RECORD_HISTORIES;
    if (folder) await writeHistory(path.join(folder, 'others', `${name}.json.gz`), { workflowId: this.handle.workflowId, history: await this.handle.fetchHistory() });
  }

  /** What was noted, as `state 2026-11-27T16:00` in the zone. */
  told(timeZone: string): string[] {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return this.noted.map(({ at, state }) => `${state} ${format.format(at)}`);
  }
}
