import { ORG_CALENDAR, type CalendarSlice } from '#contracts/calendar';
import type { Directory, RunFacts } from '#contracts/process';
import type { Task } from '#contracts/task';
import { peopleTold } from '#domain/audience/reach';
import { isOlder } from '#domain/calendar/book';
import { askedOf } from '#domain/playbook/asked';
import { loadFacts } from './activity-options.ts';
import { pinnedOf, type RunState } from './state.ts';

/** A directory older than this is asked for again before something opens. */
const DIRECTORY_MAX_AGE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A run holds its calendars 90 days ahead and asks again when half of that is used up. */
const HORIZON_MS = 90 * DAY_MS;
const REFRESH_MS = 45 * DAY_MS;

/** The facts that a run needs by itself, kept fresh by an activity in the main loop, never in a handler. */
export class Facts {
  private loading: Promise<void> | null = null;
  /** People asked for by name beyond those the state names. */
  private readonly wanted = new Set<string>();
  /** Calendars that a clock about to start counts by. */
  private readonly expected = new Set<string>();
  constructor(private readonly state: RunState) {}

  get directory(): Directory {
    return this.state.facts.directory;
  }

  /** The playbook's calendar: meetings, gates and tasks without one assignee count by it. */
  get calendar(): CalendarSlice {
    const slice = this.state.facts.calendars[this.state.definition.calendarId];
    if (!slice) throw new Error(`the run holds no calendar ${this.state.definition.calendarId}`);
    return slice;
  }

  holds(calendarId: string): boolean {
    return calendarId in this.state.facts.calendars;
  }

  /** The calendar that a clock counts by; the playbook's stands in for one that is not at hand, until `Agenda.replan` has it. */
  calendarFor(calendarId: string): CalendarSlice {
    return this.state.facts.calendars[calendarId] ?? this.calendar;
  }

  /** Id of the calendar that a task of this person counts by: theirs or their team's, else the playbook's. */
  calendarOf(person: string | null): string {
    const own = person === null ? undefined : this.directory.people?.[person]?.calendarId;
    return own === undefined || own === ORG_CALENDAR ? this.state.definition.calendarId : own;
  }

  /** Resolves when the facts are fresh enough to open something, for `people` among others; several callers share one activity. */
  async fresh(people: readonly string[] = []): Promise<void> {
    const short = this.inUse().some((id) => (this.state.facts.calendars[id]?.validUntil ?? 0) - Date.now() < REFRESH_MS);
    if (short || Date.now() - this.directory.asOf > DIRECTORY_MAX_AGE_MS) await this.load(Date.now() + HORIZON_MS);
    for (const person of people) {
      this.wanted.add(person);
      while (this.isUnknown(person)) await this.load(Date.now() + HORIZON_MS);
    }
  }

  /** Asks for a calendar that a clock is about to start on; it is kept until then. */
  expect(calendarId: string): Promise<void> {
    this.expected.add(calendarId);
    return this.load(Date.now() + HORIZON_MS);
  }

  /** A clock starts on it: from now on that keeps it. */
  arrived(calendarId: string): void {
    this.expected.delete(calendarId);
  }

  /** Asks for the calendars beyond what the run holds. */
  more(): Promise<void> {
    const reach = this.inUse().map((id) => this.state.facts.calendars[id]?.validUntil ?? 0);
    return this.load(Math.max(...reach, Date.now()) + HORIZON_MS);
  }

  /** Takes slices that came with a command or from the activity; one cut from an older state of its layers changes nothing. Answers whether all were taken. */
  take(slices: Record<string, CalendarSlice>): boolean {
    const { calendars } = this.state.facts;
    const newer = Object.entries(slices).filter(([id, slice]) => !calendars[id] || !isOlder(slice, calendars[id]));
    this.state.facts = { ...this.state.facts, calendars: { ...calendars, ...Object.fromEntries(newer) } };
    return newer.length === Object.keys(slices).length;
  }

  /** Calendars of the people whom held rungs of the task would tell; none for ladders that hold nothing. */
  calendarsTold(task: Task): string[] {
    const held = (task.clock?.policy.ladder ?? []).filter(({ hold }) => hold === 'working');
    if (held.length === 0) return [];
    const people = peopleTold(held.flatMap(({ to }) => to), task, this.directory, this.state.run.managerId);
    return people.map((person) => this.calendarOf(person));
  }

  /** Calendars that must be at hand: the playbook's, those of open clocks and of whom their held rungs tell. */
  private inUse(): string[] {
    const open = Object.values(this.state.tasks).filter(({ closedAt }) => closedAt === null);
    const clocks = open.flatMap((task) => (task.clock ? [task.clock.calendarId, ...this.calendarsTold(task)] : []));
    return [...new Set([this.state.definition.calendarId, ...clocks])];
  }

  /** Facts that earlier releases recorded know of no people, and nothing more is asked of them. */
  private isUnknown(person: string): boolean {
    return this.directory.people !== undefined && !Object.hasOwn(this.directory.people, person);
  }

  private load(until: number): Promise<void> {
    this.loading ??= this.ask(until).finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async ask(until: number): Promise<void> {
    const { definition, run, tasks } = this.state;
    const asked = askedOf(definition);
    const open = Object.values(tasks).filter(({ closedAt }) => closedAt === null);
    const people = [...new Set([run.managerId, ...asked.people, ...Object.values(pinnedOf(this.state)), ...Object.values(this.state.actors), ...open.flatMap(({ assignee }) => assignee ?? []), ...this.wanted])];
    const since = Math.min(Date.now(), ...open.map(({ openedAt }) => openedAt));
    this.keep(await loadFacts({ runId: run.id, ...asked, people, calendars: [...new Set([...this.inUse(), ...this.expected])], since, until }));
  }

  /** What came, and what came by command meanwhile; calendars that no clock counts by any more are let go, so that the state stays small. */
  private keep({ directory, calendars }: RunFacts): void {
    const held = this.state.facts.calendars;
    const needed = [...this.inUse(), ...this.expected].flatMap((id): Array<[string, CalendarSlice]> => (held[id] ? [[id, held[id]]] : []));
    this.state.facts = { directory, calendars: Object.fromEntries(needed) };
    this.take(calendars);
  }
}
