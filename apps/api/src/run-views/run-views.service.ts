import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { RunResource } from '#contracts/api/run';
import type { RunOverview, RunPlan, Timeline } from '#contracts/api/run-view';
import type { Actor } from '#domain/identity/can';
import { gatesOf } from '#domain/run/gates';
import { standingOf } from '#domain/run/standing';
import { stepperOf } from '#domain/run/stepper';
import { lanesOf, offTime } from '#domain/run/timeline';
import { poolOf } from '#persistence/data-source';
import { readSlices } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { Rehearsals } from '../rehearsal/rehearsals.ts';
import { RunQueries } from '../runs/run-queries.ts';
import { RunsService } from '../runs/runs.service.ts';
import { RunViewQueries } from './run-view-queries.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Room after the last instant shown, as a share of the whole. */
const ROOM = 0.05;
/** Plans kept of runs: they do not change, and each costs a rehearsal. */
const MOST_PLANS = 200;

/** What the page of a run shows beside the run: each first asks for the run itself, and so for the right to read it. */
@Injectable()
export class RunViews {
  private readonly views: RunViewQueries;
  private readonly plans = new Map<string, Promise<RunPlan>>();

  constructor(
    private readonly runs: RunsService,
    private readonly queries: RunQueries,
    private readonly playbooks: PlaybookSource,
    private readonly rehearsals: Rehearsals,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.views = new RunViewQueries(poolOf(db));
  }

  /** @throws NotFoundError */
  async overview(actor: Actor, id: string): Promise<RunOverview> {
    const run = await this.runs.get(actor, id);
    const now = this.now();
    const [playbook, open, stepEvents, gateEvents, people, documents] = await Promise.all([
      this.playbooks.pinned(run.playbook.slug, run.playbook.version), this.queries.openTasks([id]), this.views.stepEvents(id), this.views.gateEvents(id), this.views.load(id, now), this.views.documents(id),
    ]);
    const standing = standingOf(open, now);
    const state = run.state === 'starting' ? 'running' : run.state;
    return {
      standing,
      steps: stepperOf(playbook.steps, stepEvents, { state, late: standing.late > 0 }),
      people,
      gates: gatesOf(gateEvents).map((gate) => ({ ...gate, title: playbook.gates[gate.gate]?.title ?? { en: gate.gate, 'zh-CN': gate.gate } })),
      documents,
    };
  }

  /** @throws NotFoundError */
  async timeline(actor: Actor, id: string): Promise<Timeline> {
    const run = await this.runs.get(actor, id);
    const now = this.now();
    const [events, holders] = await Promise.all([this.views.timelineEvents(id), this.views.holders(id)]);
    const lanes = lanesOf(events, run.closedAt ?? now).map((lane) => ({ ...lane, ...(holders.get(lane.taskId) ?? { assignee: null, dueAt: null }) })) as Timeline['lanes'];
    const dues = lanes.flatMap(({ closedAt, dueAt }) => (closedAt === null && dueAt !== null ? [dueAt] : []));
    const last = Math.max(now, ...dues);
    const until = run.closedAt ?? last + Math.max(HOUR_MS, (last - run.startedAt) * ROOM);
    return { from: run.startedAt, until, now, off: await this.offTime(run, until), lanes };
  }

  private async offTime({ playbook, startedAt }: RunResource, until: number): Promise<Timeline['off']> {
    const { calendar } = await this.playbooks.pinned(playbook.slug, playbook.version);
    const slices = await readSlices(poolOf(this.db), [calendar], { from: startedAt - DAY_MS, until: until + DAY_MS }, zoneOf);
    return offTime(slices[calendar]!, startedAt, until);
  }

  /** @throws NotFoundError; AppError `unavailable` without the rehearsal's bundle */
  async plan(actor: Actor, id: string): Promise<RunPlan> {
    const run = await this.runs.get(actor, id);
    const known = this.plans.get(id) ?? this.rehearsals.planOf(run);
    this.plans.set(id, known);
    if (this.plans.size > MOST_PLANS) this.plans.delete(this.plans.keys().next().value!);
    known.catch(() => this.plans.delete(id));
    return known;
  }
}
