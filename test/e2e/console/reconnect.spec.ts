import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../scripts/stack/ports.ts';
import { journeys } from '../support/console/journey.ts';
import { startStack } from '../support/stack.ts';
import { mainButton } from '../support/console/visitor.ts';
import { words } from '../support/console/words.ts';

/** The server dies under an open page and comes back: the page says so both times, shows what was missed, and nothing typed is lost. */
const say = words('en');
const home = await mkdtemp(path.join(tmpdir(), 'callsheet-e2e-'));
const PORT = String(await freePort());
afterAll(() => rm(home, { recursive: true, force: true }));

journeys('a server that dies', (journey) => {
  journey('is missed by an open page, which catches up by itself once it is there again', async (at) => {
    at.expects(/ERR_/, /50[0-9] \(/);
    const manager = await at.person('manager');
    const run = await manager.starts('collaboration-loop');
    const { id } = await manager.finds(run, 'requirement-review');
    const [page, second] = [await at.as('manager', { path: `/tasks/${id}` }), await at.as('host')];
    await mainButton(page).waitFor();
    const answer = page.locator('form.rjsf').getByRole('textbox').first();
    await answer.fill('typed before the crash');
    await at.stack.kill9('api');
    await Promise.all([page.getByText(say('live.lost')).waitFor(), second.getByText(say('live.lost')).waitFor()]);
    await at.stack.untilEnded();
    const again = await startStack({ home, env: { PORT } });
    try {
      const back = page.getByText(say('live.caughtUp')).waitFor({ timeout: 30_000 });
      await back;
      expect(await answer.inputValue()).toBe('typed before the crash');
      await manager.completes({ id }, { decision: 'go' });
      await page.getByText(say('task:closed.done').split('{{')[0]!).first().waitFor();
    } finally {
      await again.stop();
    }
  }, 180_000);
}, { home, env: { PORT } });
