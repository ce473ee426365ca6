import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { ZMeeting } from '#contracts/api/meeting';
import type { ZPiece } from '#contracts/api/piece';
import type { Problem } from '#contracts/api/problem';
import type { RunResource, ZRunEvent } from '#contracts/api/run';
import type { TaskCard, TaskResource } from '#contracts/api/task';
import type { Locale } from '#contracts/text';
import { until } from '../../support/until.ts';

export type Body = Record<string, unknown>;
export interface Answer<T = Body> {
  status: number;
  body: T & Partial<Problem>;
}
export interface RunStory {
  tasks(): Promise<TaskCard[]>;
  events(): Promise<Array<z.infer<typeof ZRunEvent>>>;
  pieces(): Promise<Array<z.infer<typeof ZPiece>>>;
  meetings(): Promise<Array<z.infer<typeof ZMeeting>>>;
  view(): Promise<RunResource>;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** One of the demo accounts, over HTTP with a bearer token as a script would use. */
export class Person {
  private constructor(
    readonly name: string,
    readonly id: string,
    readonly token: string,
    private readonly api: string,
  ) {}

  /** @throws Error when the log-in is refused. */
  static async logIn(api: string, name: string): Promise<Person> {
    const response = await fetch(`${api}/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${name}@callsheet.test`, password: 'callsheet-demo', token: true }) });
    if (!response.ok) throw new Error(`log-in of ${name}: ${response.status} ${await response.text()}`);
    const { token, person } = (await response.json()) as { token: string; person: { id: string } };
    return new Person(name, person.id, token, api);
  }

  async get<T = Body>(route: string): Promise<T> {
    const response = await fetch(`${this.api}${route}`, { headers: this.headers() });
    if (!response.ok) throw new Error(`GET ${route}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** `body` is sent as it is when it is a string. */
  async post<T = Body>(route: string, body: unknown, key: string = randomUUID()): Promise<Answer<T>> {
    const headers = { ...this.headers(), 'content-type': 'application/json', 'idempotency-key': key };
    const response = await fetch(`${this.api}${route}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as T & Partial<Problem> };
  }

  /** A POST that must succeed. @throws Error with the problem otherwise. */
  async does<T = { task: TaskResource; run: RunResource }>(route: string, body: unknown = {}): Promise<T> {
    const answer = await this.post<T>(route, body);
    if (answer.status >= 300) throw new Error(`${this.name}: POST ${route} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Changes the person's language. */
  async speaks(locale: Locale): Promise<void> {
    const response = await fetch(`${this.api}/auth/me`, { method: 'PATCH', headers: { ...this.headers(), 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify({ locale }) });
    if (!response.ok) throw new Error(`language of ${this.name}: ${response.status} ${await response.text()}`);
  }

  /** Completes a task with the example of its form, changed by `changes`. */
  async completes(task: { id: string }, changes: Body = {}): Promise<TaskResource> {
    const { form, version } = await this.get<TaskResource>(`/tasks/${task.id}`);
    const { task: done } = await this.does(`/tasks/${task.id}/complete`, { answers: { ...(form?.examples[0] as Body), ...changes }, version });
    return done;
  }

  /** The person's open task of that key in a run, as soon as it is in the inbox. */
  async finds(runId: string, key: string): Promise<TaskCard> {
    return until(async () => (await this.inbox(runId)).find((task) => task.key === key), 15_000);
  }

  async inbox(runId: string): Promise<TaskCard[]> {
    return (await this.get<{ items: TaskCard[] }>(`/tasks?scope=mine&runId=${runId}&limit=200`)).items;
  }

  /** Starts a run of an example file. @returns its id once the run can be read. */
  async starts(file: string, changes: Body = {}): Promise<string> {
    const body = JSON.parse(readFileSync(path.join(root, 'examples', `${file}.json`), 'utf8')) as Body;
    const { id } = await this.does<{ id: string }>('/runs', { ...body, ...changes });
    await until(async () => (await this.get<RunResource>(`/runs/${id}`)).state !== 'starting');
    return id;
  }

  run(id: string): RunStory {
    const list = async <T>(route: string): Promise<T[]> => (await this.get<{ items: T[] }>(route)).items;
    return {
      tasks: () => list(`/tasks?scope=all&runId=${id}&limit=200`),
      events: () => this.all(`/runs/${id}/events`),
      pieces: () => list(`/pieces?runId=${id}`),
      meetings: () => list(`/meetings?runId=${id}&limit=200`),
      view: () => this.get(`/runs/${id}`),
    };
  }

  /** Every page of a list. */
  async all<T>(route: string): Promise<T[]> {
    const items: T[] = [];
    for (let after = ''; ; ) {
      const page = await this.get<{ items: T[]; next: string | null }>(`${route}?limit=200${after}`);
      items.push(...page.items);
      if (!page.next) return items;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
  }

  private headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }
}
