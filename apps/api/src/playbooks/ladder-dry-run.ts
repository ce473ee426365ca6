import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { LadderDryRun as Asked, LadderRehearsal } from '#contracts/api/ladder';
import { ORG_CALENDAR, type CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy } from '#contracts/clock';
import type { Playbook } from '#contracts/playbook';
import type { CompiledTask, Directory, ProcessDefinition } from '#contracts/process';
import type { Assignment, Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import { peopleTold } from '#domain/audience/reach';
import { rehearse } from '#domain/clock/rehearse';
import { ladderKeyOf } from '#domain/clock/rung-log';
import { InvalidError, NotFoundError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { askedOf } from '#domain/playbook/asked';
import { lintPlaybook } from '#domain/playbook/lint';
import { ladders } from '#domain/playbook/policy';
import { resolveAssignment } from '#domain/task/assign';
import { poolOf } from '#persistence/data-source';
import { readSlices } from '#persistence/repositories/calendars';
import { readDirectory } from '#persistence/repositories/directory';
import { namesOf } from '#persistence/repositories/people';
import { zoneOf } from '#platform/calendars/zone-of';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { compiledFor } from '../runs/compiled.ts';
import { checkedSettings } from '../runs/run-input.ts';
import { rehearsedLine } from './ladder-lines.ts';
import { ladderSentences } from './ladder-texts.ts';
import { playbookOfDraft } from './playbook-of-draft.ts';
import { PlaybookSource } from './playbook-source.ts';

const DAY_MS = 24 * 3_600_000;
/** A month before, so that reminders counted back are reached; two years ahead for whatever a ladder may hold. */
const SPAN = { back: 31 * DAY_MS, ahead: 2 * 366 * DAY_MS };

interface Cast {
  directory: Directory;
  /** The one person who would have the task; null when several may claim it. */
  assignee: string | null;
  peopleOf: (targets: Parameters<typeof peopleTold>[0]) => string[];
}

/** Plays a ladder for a moment on the real calendars, with the people there are now. Reads only. */
@Injectable()
export class LadderDryRun {
  private readonly pool: Pool;

  constructor(
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.pool = poolOf(db);
  }

  /** @throws NotFoundError for a playbook or ladder that is not there, InvalidError for a task, setting or ladder */
  async of(actor: Actor, slug: string, key: string, asked: Asked): Promise<LadderRehearsal> {
    const { from, task, severity, settings } = asked;
    const playbook = await this.playbook(slug, key, asked);
    const definition = compiledFor(playbook, checkedSettings(playbook, settings, 'settings'), 'settings');
    const ladder = Object.hasOwn(playbook.ladders, key) ? playbook.ladders[key] : undefined;
    if (!ladder) throw new NotFoundError('ladder');
    const policy = policyOf(playbook, definition, key, task);
    const told = await this.cast(actor, definition, policy, asked);
    const slices = await this.slices(definition, told.directory, from);
    const calendar = slices[countsBy(definition, told)]!;
    const calendarOf = (person: string): CalendarSlice => slices[told.directory.people[person]?.calendarId ?? ''] ?? calendar;
    const { clock, lines, complete } = rehearse({ policy, calendar, at: from, severity: severity ?? null, peopleOf: told.peopleOf, calendarOf });
    const names = await namesOf(this.db, [...new Set(lines.flatMap((line) => [...line.people, ...(line.held ? [line.held.person] : [])]))]);
    return {
      playbook: { slug, version: playbook.version },
      ladder: { key, source: ladder.source, variant: ladderKeyOf(clock) },
      calendar: { id: calendar.calendarId, version: calendar.version, timeZone: calendar.timeZone },
      dueAt: clock.dueAt,
      provisional: clock.provisional,
      complete,
      sentences: ladderSentences(clock.policy),
      lines: lines.map((line) => rehearsedLine(line, clock, calendar.timeZone, (id) => names[id] ?? id)),
    };
  }

  private async playbook(slug: string, key: string, { version, draft, ladder }: Asked): Promise<Playbook> {
    const stored = draft === undefined ? (await this.playbooks.get(slug, version)).playbook : await playbookOfDraft(this.db, slug, draft, 'draft');
    if (ladder === undefined) return stored;
    const playbook: Playbook = { ...stored, ladders: { ...stored.ladders, [key]: ladder } };
    const own = `ladders.${key}`;
    const problems = lintPlaybook(playbook).filter(({ path }) => path === own || path.startsWith(`${own}.`));
    if (problems.length > 0) throw new InvalidError(problems.map(({ path, message }) => ({ path: `ladder${path.slice(own.length)}`, message })));
    return playbook;
  }

  /** Who would have the task, and whom targets name, with the actor for the run's manager. */
  private async cast(actor: Actor, definition: ProcessDefinition, policy: ClockPolicy, { task, person }: Asked): Promise<Cast> {
    const compiled = task === undefined ? undefined : definition.tasks[task];
    const assign: Assignment = person === undefined ? (compiled?.assign ?? { manager: true }) : { person };
    const asked = askedOf({ steps: [], tasks: { asked: { ...(compiled ?? ({} as CompiledTask)), assign, policy } }, meetings: {} });
    const directory = await readDirectory(this.pool, { ...asked, people: [...asked.people, actor.id] }, this.now());
    if (person !== undefined && directory.people[person]?.gone !== undefined) throw new InvalidError([{ path: 'person', message: { en: 'is nobody who could have it', 'zh-CN': '没有此人或已离职' } }]);
    const assignments = Object.fromEntries(Object.entries(definition.tasks).map(([name, { assign }]) => [name, assign]));
    const holder = resolveAssignment(assign, { directory, managerId: actor.id, pinned: {}, excluded: [], actors: {}, assignments, picked: null });
    return { directory, assignee: holder.assignee, peopleOf: (targets) => peopleTold(targets, { ...holder, delegation: null, signing: null, checklist: [] as Task['checklist'] } as Task, directory, actor.id) };
  }

  private slices({ calendarId }: ProcessDefinition, directory: Directory, from: number): Promise<Record<string, CalendarSlice>> {
    const ids = [...new Set([calendarId, ...Object.values(directory.people).map((person) => person.calendarId)])];
    return readSlices(this.pool, ids, { from: from - SPAN.back, until: from + SPAN.ahead }, zoneOf);
  }
}

/** A task counts by the calendar of whoever it opens for; the organisation's gives way to the playbook's. */
function countsBy({ calendarId }: ProcessDefinition, { directory, assignee }: Cast): string {
  const own = assignee === null ? undefined : directory.people[assignee]?.calendarId;
  return own === undefined || own === ORG_CALENDAR ? calendarId : own;
}

/** The task's clock on this ladder; without a task a clock that is breached at once. */
function policyOf(playbook: Playbook, { tasks, settings }: ProcessDefinition, key: string, task: string | undefined): ClockPolicy {
  const climbing = { ...ladders(playbook.ladders[key]!, settings as Record<string, Json>), source: playbook.ladders[key]!.source };
  if (task === undefined) return { due: { clock: 'PT0S' }, atRiskShare: 1, remindBefore: [], remindAtDue: false, remindAfter: null, ...climbing };
  const compiled = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
  if (!compiled) throw new InvalidError([{ path: 'task', message: { en: 'is no task of this playbook', 'zh-CN': '不是该手册中的任务' } }]);
  const { variants: _others, ...own } = compiled.policy;
  return { ...own, ...climbing, source: own.source };
}
