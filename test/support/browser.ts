import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { TestApi } from './api.ts';

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** What a browser on our own page does: keeps the session cookie, says where it comes from, sends JSON. */
export class Browser {
  cookie: string | null = null;
  /** Sent instead of the cookie when it is set. */
  bearer: string | null = null;

  constructor(
    private readonly api: TestApi,
    private readonly address = '127.0.0.1',
  ) {}

  /** Logs in; the answer is not judged. */
  logIn(email: string, more: object = {}): Promise<request.Response> {
    return this.post('/auth/login', { email, password: 'a long password', ...more });
  }

  get = (path: string) => this.send('get', path);
  post = (path: string, body: object = {}, key?: string) => this.send('post', path, body, key);
  patch = (path: string, body: object) => this.send('patch', path, body);
  put = (path: string) => this.send('put', path);
  delete = (path: string) => this.send('delete', path);

  private async send(method: Method, path: string, body?: object, key: string = randomUUID()): Promise<request.Response> {
    const call = request(this.api.app.getHttpServer())[method](`/api/v1${path}`).set('Sec-Fetch-Site', 'same-origin').set('Content-Type', 'application/json').set('Idempotency-Key', key).set('X-Forwarded-For', this.address);
    if (this.bearer) call.set('Authorization', `Bearer ${this.bearer}`);
    else if (this.cookie) call.set('Cookie', this.cookie);
    const answer = await (body === undefined ? call : call.send(body));
    const [set] = [answer.headers['set-cookie']].flat().filter((cookie) => /^(__Host-)?sid=/.test(String(cookie)));
    if (set) this.cookie = String(set).split(';')[0]!.endsWith('=') ? null : String(set).split(';')[0]!;
    return answer;
  }
}

/** Verbs that the activity log holds about somebody, in order. */
export async function verbsAbout(api: TestApi, personId: string): Promise<string[]> {
  const rows = await api.db.query<Array<{ verb: string }>>(`SELECT verb FROM activity_log WHERE data->>'person' = $1 ORDER BY ordinal`, [personId]);
  return rows.map(({ verb }) => verb);
}
