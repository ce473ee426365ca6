import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive, readPids } from '../../scripts/prepare/running.mjs';
import { CaughtMails } from './support/mail.ts';
import { Person } from './support/people.ts';
import { startStack, type RunningStack } from './support/stack.ts';

/** What a newcomer relies on at `npm start`: one that fails says why, and whatever ended the last one, the next goes on. */
describe('the embedded stack', () => {
  let home: string;
  let stack: RunningStack | undefined;

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'callsheet-e2e-'));
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(home, { recursive: true, force: true });
  });

  const ready = async (): Promise<number> => (await fetch(`${stack!.api}/health/ready`)).status;
  const alive = async (): Promise<string[]> => (await readPids(home)).filter(isAlive).map(({ name }) => name);

  it('comes up, and stops everything in order when asked', async () => {
    stack = await startStack({ home });
    expect(await ready()).toBe(200);
    expect((await alive()).sort()).toEqual(['api', 'mail', 'postgres', 'supervisor', 'temporal', 'worker']);
    await stack.stop();
    expect(stack.output().match(/^ {2}(\w+) stopped$/gm)?.map((line) => line.trim().split(' ')[0])).toEqual(['api', 'worker', 'mail', 'temporal', 'postgres']);
    expect(await alive()).toEqual([]);
    expect(await stack.untilEnded()).toBe(0);
  }, 180_000);

  it('goes on after its supervisor was killed -9: children end or are found and stopped', async () => {
    stack = await startStack({ home });
    await stack.kill9('supervisor');
    stack = await startStack({ home });
    expect(stack.output()).toMatch(/Stopped what an earlier start left behind: .*postgres/);
    expect(await ready()).toBe(200);
  }, 180_000);

  it('brings an invitation by mail, whose code makes an account by hand', async () => {
    const admin = await Person.logIn(stack!.api, 'admin');
    await admin.does('/invitations', { email: 'guest@callsheet.test', name: 'Guest', locale: 'en' });
    const [mail] = await new CaughtMails(stack!.mailApi).arrived('guest', 'invites you');
    const token = /#([\w-]{43})/.exec(mail!.html)![1];
    expect(mail!.text).toContain('/accept-invitation#');
    const accepted = await fetch(`${stack!.api}/invitations/accept`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, password: 'callsheet-demo' }) });
    // Our own name is no secret; another phrase is one.
    expect(accepted.status).toBe(422);
    const again = await fetch(`${stack!.api}/invitations/accept`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, password: 'an entirely new phrase' }) });
    expect(again.status).toBe(201);
    // It came by the queue, not by the sweeper that looks after what the queue lost.
    expect(await readFile(path.join(home, 'logs/api.log'), 'utf8')).not.toMatch(/could not be enqueued|queue has trouble/);
  }, 60_000);

  it('says in one line which child was lost, and ends with 1', async () => {
    await stack!.kill9('worker');
    expect(await stack!.untilEnded()).toBe(1);
    const last = stack!.output().trim().split('\n').at(-1);
    expect(last).toMatch(/✖ The worker ended by itself \(signal SIGKILL\).*worker\.log.*npm start/);
    expect(await alive()).toEqual([]);
  }, 60_000);

  it('names a busy port and the setting that moves it', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as net.AddressInfo;
    await expect(startStack({ home, env: { SMTP_PORT: String(port) } })).rejects.toThrow(new RegExp(`Port ${port} for the mail \\(SMTP\\) is in use.*SMTP_PORT=${port + 1} npm start`));
    await new Promise((resolve) => other.close(resolve));
  }, 60_000);
});
