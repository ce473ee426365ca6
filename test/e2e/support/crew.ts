import { setTimeout as wait } from 'node:timers/promises';
import type { TaskCard } from '#contracts/api/task';
import { DEMO_PEOPLE } from '#persistence/seed/demo-people';
import { Person, type Body } from './people.ts';

/** How a task is answered beyond its form's example; null leaves it alone. */
export type Answers = (task: TaskCard) => Body | null | Promise<Body | null>;

/** The demo people, logged in. */
export class Crew {
  private constructor(private readonly people: Record<string, Person>) {}

  static async logIn(api: string): Promise<Crew> {
    const names = DEMO_PEOPLE.map(({ key }) => key);
    const people = await Promise.all(names.map((name) => Person.logIn(api, name)));
    return new Crew(Object.fromEntries(people.map((person) => [person.name, person])));
  }

  /** By the name in front of `@callsheet.test`. */
  named(name: string): Person {
    const person = this.people[name];
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  }

  get all(): Person[] {
    return Object.values(this.people);
  }

  byId(id: string | null): Person | undefined {
    return this.all.find((person) => person.id === id);
  }

  /** Everybody does what is in their inbox as soon as it is there, until `done`. @throws Error after `withinMs`. */
  async workUntil(runId: string, done: () => Promise<boolean>, answers: Answers, withinMs = 30_000): Promise<void> {
    const run = this.named('manager').run(runId);
    for (const end = Date.now() + withinMs; Date.now() < end; await wait(50)) {
      if (await done()) return;
      for (const task of await run.tasks()) await this.complete(task, answers);
    }
    throw new Error(`not within ${withinMs} ms; still open: ${(await run.tasks()).map(({ key }) => key).join(', ')}`);
  }

  private async complete(task: TaskCard, answers: Answers): Promise<void> {
    const changes = await answers(task);
    if (changes) await this.byId(task.assignee)?.completes(task, changes);
  }
}
