import type { CalendarSlice } from '#contracts/calendar';
import type { Directory } from '#contracts/process';
import { askedOf } from '#domain/playbook/asked';
import { loadFacts } from './activity-options.ts';
import { pinnedOf, type RunState } from './state.ts';

/** A directory older than this is asked for again before something opens. */
const DIRECTORY_MAX_AGE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A run holds its calendar 90 days ahead and asks again when half of that is used up. */
const HORIZON_MS = 90 * DAY_MS;
const REFRESH_MS = 45 * DAY_MS;

/** The facts that a run needs by itself, kept fresh by an activity in the main loop, never in a handler. */
export class Facts {
  private loading: Promise<void> | null = null;
  /** People asked for by name beyond those the state names. */
  private readonly wanted = new Set<string>();
  constructor(private readonly state: RunState) {}

  get directory(): Directory {
    return this.state.facts.directory;
  }

  get calendar(): CalendarSlice {
    const slice = this.state.facts.calendars[this.state.definition.calendarId];
    if (!slice) throw new Error(`the run holds no calendar ${this.state.definition.calendarId}`);
    return slice;
  }

  /** Resolves when the facts are fresh enough to open something, for `people` among others; several callers share one activity. */
  async fresh(people: readonly string[] = []): Promise<void> {
    const stale = Date.now() - this.directory.asOf > DIRECTORY_MAX_AGE_MS || this.calendar.validUntil - Date.now() < REFRESH_MS;
    if (stale) await this.load(Date.now() + HORIZON_MS);
    for (const person of people) {
      this.wanted.add(person);
      while (this.isUnknown(person)) await this.load(Date.now() + HORIZON_MS);
    }
  }

  /** Asks for the calendar beyond what the run holds. */
  more(): Promise<void> {
    return this.load(Math.max(this.calendar.validUntil, Date.now()) + HORIZON_MS);
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
    const { definition, run } = this.state;
    const asked = askedOf(definition);
    const people = [...new Set([run.managerId, ...asked.people, ...Object.values(pinnedOf(this.state)), ...Object.values(this.state.actors), ...this.wanted])];
    this.state.facts = await loadFacts({ runId: run.id, ...asked, people, calendars: [definition.calendarId], until });
  }
}
