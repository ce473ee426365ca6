import { setTimeout as wait } from 'node:timers/promises';

const PASSWORD = 'callsheet-demo';
const POLL_MS = 200;

/** Asks until the answer is true. @throws Error after `withinMs`. */
export async function until(ask, withinMs = 30_000) {
  for (const end = Date.now() + withinMs; Date.now() < end; await wait(POLL_MS)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`not within ${withinMs} ms: ${ask}`);
}

/** One of the demo accounts over HTTP. Everything it does carries a key that stays the same, so that done again nothing changes. */
export class Person {
  constructor(api, name, token, id) {
    Object.assign(this, { api, name, id });
    this.headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  /** @throws Error when the log-in is refused. */
  static async logIn(api, name) {
    const body = JSON.stringify({ email: `${name}@callsheet.test`, password: PASSWORD, token: true });
    const response = await fetch(`${api}/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    if (!response.ok) throw new Error(`log-in of ${name}: ${response.status} ${await response.text()}`);
    const { token, person } = await response.json();
    return new Person(api, name, token, person.id);
  }

  async get(route) {
    const response = await fetch(`${this.api}${route}`, { headers: this.headers });
    if (!response.ok) throw new Error(`GET ${route}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async list(route) {
    return (await this.get(route)).items;
  }

  /** A conflict is somebody else having been faster, or an earlier run of this script: what is wanted is there. @throws Error for other refusals. */
  async does(key, route, body = {}) {
    const headers = { ...this.headers, 'idempotency-key': `screenshots-${key}` };
    const response = await fetch(`${this.api}${route}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok && response.status !== 409) throw new Error(`${this.name}: POST ${route}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Completes a task with the example of its form. */
  async completes({ id }) {
    const { form, version } = await this.get(`/tasks/${id}`);
    await this.does(`complete-${id}`, `/tasks/${id}/complete`, { answers: form?.examples[0] ?? {}, version });
  }
}
