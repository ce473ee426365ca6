import { CaughtMails } from '../support/mail.ts';
import { journeys } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';
import { until } from '../../support/until.ts';

/** Settings about people and the system, as their keepers use them: somebody leaves, somebody is away, a mail is sent again, the record is proved. */
const say = words('en');

journeys('people and the system', (journey) => {
  journey('somebody’s work is handed over with a result for each run, and then their account is closed', async (at) => {
    const [manager, ops, copy] = await Promise.all([at.person('manager'), at.person('ops'), at.person('copy')]);
    const run = await manager.starts('task-chain');
    const { id } = await until(async () => (await manager.run(run).tasks())[0]);
    const page = await at.as('admin', { path: `/settings/people/${ops.id}` });
    await page.getByRole('button', { name: say('people:leave.title') }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: say('people:leave.what').slice(0, 30) });
    await dialog.getByText('Nobody else holds: ops').waitFor();
    await dialog.getByRole('combobox', { name: say('people:handOver.to') }).fill('copy');
    await page.keyboard.press('Enter');
    await dialog.getByLabel(say('people:handOver.reason')).fill('Leaves for another studio');
    await dialog.getByRole('button', { name: say('people:handOver.do') }).click();
    await dialog.locator('[data-job=settled]').waitFor();
    await until(async () => (await manager.get<{ assignee: string }>(`/tasks/${id}`)).assignee === copy.id);
    await dialog.getByRole('button', { name: say('people:leave.title') }).click();
    await page.getByRole('button', { name: say('people:door.letIn') }).waitFor();
    expect((await fetch(`${at.stack.api}/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'ops@callsheet.test', password: 'callsheet-demo' }) })).status).toBe(401);
    await page.getByRole('button', { name: say('people:door.letIn') }).click();
    await page.getByRole('button', { name: say('people:leave.title') }).waitFor();
  });

  journey('an absence shows who stands in before it is set, and ends when somebody is back', async (at) => {
    const page = await at.as('script', { path: '/settings/absences' });
    await page.getByRole('button', { name: say('absences:set') }).click();
    const dialog = page.getByRole('dialog');
    const [from, until_] = [1, 3].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByRole('combobox', { name: say('absences:deputy') }).fill('copy');
    await page.keyboard.press('Enter');
    await dialog.getByPlaceholder('Start date').fill(from!);
    await page.keyboard.press('Tab');
    await dialog.getByPlaceholder('End date').fill(until_!);
    await page.keyboard.press('Tab');
    await dialog.getByText('柯文 Ke Wen stands in.').waitFor();
    await dialog.getByRole('button', { name: say('absences:set') }).click();
    const row = page.getByRole('list', { name: say('absences:title') }).getByRole('listitem').filter({ hasText: '宋书 Song Shu' });
    await row.getByText('柯文 Ke Wen stands in').waitFor();
    await row.getByRole('button', { name: say('absences:cancel') }).click();
    await page.getByRole('dialog').filter({ hasText: 'is there after all' }).getByRole('button', { name: say('absences:cancel') }).last().click();
    await row.waitFor({ state: 'detached' });
  });

  journey('a mail is found in the log, read, and sent once more', async (at) => {
    const manager = await at.person('manager');
    const run = await manager.starts('task-chain');
    const log = async (): Promise<Array<{ state: string; messageId: string }>> => (await manager.get<{ items: Array<{ state: string; messageId: string }> }>(`/deliveries?runId=${run}`)).items;
    const sent = (count: number) => until(async () => {
      const items = await log();
      return items.length === count && items.every(({ state }) => state === 'sent') && items;
    });
    await sent(1);
    const page = await at.as('manager', { path: `/settings/deliveries?runId=${run}` });
    await page.getByRole('list', { name: say('deliveries:title') }).getByRole('link').first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText(say('deliveries:asNow')).waitFor();
    await drawer.getByRole('button', { name: say('deliveries:resend') }).click();
    await page.getByRole('tooltip').getByRole('button', { name: say('deliveries:resend') }).click();
    await drawer.getByRole('link', { name: say('deliveries:again') }).waitFor();
    const ids = (await sent(2)).map(({ messageId }) => messageId);
    const caught = (await new CaughtMails(at.stack.mailApi).to('ops', 'Step 1')).map(({ headers }) => headers['message-id']);
    expect(caught).toEqual(expect.arrayContaining(ids));
  });

  journey('the record is searched and proved', async (at) => {
    const page = await at.as('admin', { path: '/settings/audit' });
    await page.getByRole('button', { name: say('audit:verify.do') }).click();
    await page.getByText(/The chain holds/).waitFor();
    await page.getByRole('textbox', { name: say('audit:field.action'), exact: true }).fill('login');
    await page.getByRole('list', { name: say('audit:title') }).getByRole('listitem').filter({ hasText: 'login' }).first().waitFor();
  });
});
