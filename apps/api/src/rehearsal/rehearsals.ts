import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Outline } from '#contracts/api/outline';
import type { RunResource, RunStart } from '#contracts/api/run';
import type { RunPlan } from '#contracts/api/run-view';
import type { RunEvent } from '#contracts/events';
import type { NoticePlan } from '#contracts/notice';
import type { RunFacts, RunInput } from '#contracts/process';
import type { RehearsalHost } from '#contracts/rehearsal';
import type { Json } from '#contracts/text';
import type { Actor } from '#domain/identity/can';
import { noticesFor } from '#domain/notice/notices';
import { assumedAnswers } from '#domain/playbook/assumed';
import { outlineOf, stepsOf } from '#domain/preview/outline';
import { poolOf } from '#persistence/data-source';
import { resolveAudiences } from '#persistence/record/audiences';
import { emptyRows, foldEvents, type Rows } from '#persistence/record/rows';
import { readSlices } from '#persistence/repositories/calendars';
import { readDirectory } from '#persistence/repositories/directory';
import { zoneOf } from '#platform/calendars/zone-of';
import type { Config } from '#platform/config/config';
import { CONFIG, DATA_SOURCE } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { toldWords } from '../preview/told-words.ts';
import { compiledFor } from '../runs/compiled.ts';
import { startFacts } from '../runs/run-facts.ts';
import { RunGateway } from '../runs/run-gateway.ts';
import { peopleNamed } from '../runs/run-input.ts';
import { RehearsalStage } from './rehearsal-stage.ts';

const LOOK_BACK_MS = 14 * 86_400_000;

/** Says what a start would come to: the run is played by its own workflow code, and what it says is folded and told as `recordEvents` would. Writes nothing. */
@Injectable()
export class Rehearsals {
  private readonly pool: Pool;

  constructor(
    private readonly gateway: RunGateway,
    private readonly playbooks: PlaybookSource,
    private readonly stage: RehearsalStage,
    @Inject(DATA_SOURCE) db: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.pool = poolOf(db);
  }

  /** @throws InvalidError, NotFoundError as the start would; AppError `unavailable` without the rehearsal's bundle */
  async of(actor: Actor, body: RunStart): Promise<Outline> {
    const run = await this.gateway.inputOf(actor, body, { route: 'POST /runs/preview', key: 'rehearsal' });
    const { forms } = await this.playbooks.pinned(run.definition.slug, run.definition.version);
    const { events, late, complete } = await this.stage.play({ run, assumed: assumedAnswers(forms) }, (request, at) => this.facts(request, at));
    const { rows, told } = await this.toldBy(events);
    const words = await toldWords(this.pool, this.config.http.publicUrl, told.map(({ plan }) => plan));
    const notices = words.map(({ personId, name, kind, subject, email, taskIds }, index) => ({ at: told[index]!.at, personId, name, kind, subject, email, taskIds }));
    return { preview: true, at: run.requestedAt, complete, endsAt: complete ? (events.at(-1)?.at ?? null) : null, ...outlineOf(events, rows, late), notices };
  }

  /** When each step was to be, by the plan as of the run's start. @throws AppError `unavailable` without the rehearsal's bundle */
  async planOf({ id, playbook: { slug, version }, title, managerId, startedBy, startedAt, input, settings, severity }: RunResource): Promise<RunPlan> {
    const playbook = await this.playbooks.pinned(slug, version);
    const definition = compiledFor(playbook, settings as Record<string, Json>, 'settings', { title, startedBy, input: input as Record<string, Json> });
    const facts = await startFacts(this.pool, definition, [managerId, ...peopleNamed(input, 'input').map((named) => named.id)], startedAt);
    const run: RunInput = { runId: id, title, parentId: null, rootId: id, managerId, startedBy, requestedAt: startedAt, commandId: 'plan', ...(severity === null ? {} : { severity }), definition, input: input as Record<string, Json>, facts };
    const { events, complete } = await this.stage.play({ run, assumed: assumedAnswers(playbook.forms) }, (request, at) => this.facts(request, at));
    return { complete, steps: stepsOf(events).map(({ key, from, until }) => ({ key, from, until })) };
  }

  /** What a run would ask for then, as the organisation is entered now. */
  private async facts(request: Parameters<RehearsalHost['loadFacts']>[0], at: number): Promise<RunFacts> {
    const span = { from: Math.min(at, request.since ?? at) - LOOK_BACK_MS, until: request.until };
    const [directory, calendars] = await Promise.all([readDirectory(this.pool, request, at), readSlices(this.pool, request.calendars, span, zoneOf)]);
    return { directory, calendars };
  }

  /** Notices of events that come at one instant are planned together, as they would be recorded together. */
  private async toldBy(events: readonly RunEvent[]): Promise<{ rows: Rows; told: Array<{ at: number; plan: NoticePlan }> }> {
    const told: Array<{ at: number; plan: NoticePlan }> = [];
    let rows = emptyRows();
    for (const batch of batches(events)) {
      const { rows: after, steps } = foldEvents(rows, batch);
      rows = after;
      const { at } = batch[0]!;
      const audience = await resolveAudiences(this.pool, steps, at);
      for (const plan of noticesFor(batch, { audience, run: after.run!, tasks: after.tasks, meetings: after.meetings, pieces: after.pieces })) told.push({ at, plan });
    }
    return { rows, told };
  }
}

function batches(events: readonly RunEvent[]): RunEvent[][] {
  const all: RunEvent[][] = [];
  for (const event of events) {
    const last = all.at(-1);
    if (last?.[0]?.at === event.at) last.push(event);
    else all.push([event]);
  }
  return all;
}
