import type { Locator, Page } from 'playwright-core';
import type { TaskResource } from '#contracts/api/task';
import type { Locale } from '#contracts/text';
import type { Console } from '../support/console/console.ts';
import { journeys, LOCALES } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';

/** People at one task: one asks another and gets it back; two are at it at once and neither loses a word. */
const REPORT = { en: 'Report', 'zh-CN': '结果汇报' };
const report = (page: Page, locale: Locale): Locator => page.getByRole('textbox', { name: REPORT[locale], exact: true });

/** A chain whose first task is offered to two people. */
async function offered(at: Console): Promise<string> {
  const [admin, manager, copy] = await Promise.all([at.person('admin'), at.person('manager'), at.person('copy')]);
  await admin.post(`/people/${copy.id}/roles`, { role: 'ops' });
  return (await copy.finds(await manager.starts('task-chain'), 'step-1')).id;
}

journeys('one task, several people', (journey) => {
  for (const locale of LOCALES) {
    const say = words(locale);

    journey(`delegate and get it back (${locale})`, async (at) => {
      const [manager, ops, copy] = await Promise.all([at.person('manager'), at.person('ops'), at.person('copy')]);
      const { id } = await ops.finds(await manager.starts('task-chain', { input: { people: { ops: ops.id } } }), 'step-1');
      const mine = await at.as('ops', { path: `/inbox/${id}`, locale });
      await mine.getByRole('button', { name: say('task:more') }).click();
      await mine.getByRole('menuitem', { name: say('task:verb.delegate') }).dispatchEvent('click');
      const dialog = mine.getByRole('dialog');
      await dialog.getByRole('combobox', { name: say('task:to') }).fill('copy');
      await mine.keyboard.press('Enter');
      await dialog.getByText(say('verb:preview.told')).waitFor();
      await dialog.getByRole('textbox', { name: say('verb:reason') }).fill('She knows the brand');
      await dialog.getByRole('button', { name: say('task:verb.delegate') }).click();
      await dialog.waitFor({ state: 'hidden' });

      const hers = await at.as('copy', { path: `/tasks/${id}`, locale });
      await report(hers, locale).fill('Three compared');
      await hers.getByText(say('task:draftSaved').split('{{')[0]!).waitFor();
      await hers.getByRole('button', { name: say('task:primary.handBack') }).click();
      await hers.waitForURL(/\/inbox/);
      expect(await copy.get(`/tasks/${id}`)).toMatchObject({ delegation: { to: copy.id, handedBack: { at: expect.any(Number) } } });

      await mine.goto(`/tasks/${id}`);
      expect(await report(mine, locale).inputValue()).toBe('Three compared');
      await mine.getByRole('button', { name: say('task:complete') }).click();
      await mine.waitForURL(/\/inbox/);
      expect(await ops.get<TaskResource>(`/tasks/${id}`)).toMatchObject({ state: 'done', closedBy: ops.id });
    });

    journey(`the second person loses nothing typed (${locale})`, async (at) => {
      const id = await offered(at);
      const copy = await at.person('copy');
      const page = await at.as('ops', { path: `/tasks/${id}`, locale });
      await report(page, locale).fill('My own words');
      await page.getByText(say('task:draftSaved').split('{{')[0]!).waitFor();
      await copy.does(`/tasks/${id}/claim`);
      await copy.completes({ id }, { report: 'Hers' });
      await page.getByText(say('task:typed.title')).waitFor();
      await page.getByText('My own words').first().waitFor();
      await page.getByText(/柯文 Ke Wen/).first().waitFor();
      await page.reload();
      await page.getByText(say('task:typed.title')).waitFor();
      await page.getByText('My own words').first().waitFor();
    });
  }

  journey('whoever presses too late hears who was faster, and keeps what they typed', async (at) => {
    at.expects(/409 \(Conflict\)/, /ERR_FAILED/);
    const say = words('en');
    const id = await offered(at);
    const copy = await at.person('copy');
    const page = await at.window({ locale: 'en' });
    // A page that hears of nothing: what it shows is old.
    await page.context().route('**/api/v1/stream*', (route) => route.abort());
    await page.request.post('/api/v1/auth/login', { data: { email: 'ops@callsheet.test', password: 'callsheet-demo' }, failOnStatusCode: true });
    await (await at.person('ops')).speaks('en');
    await page.goto(`/tasks/${id}`);
    await report(page, 'en').fill('Nearly done');
    await copy.does(`/tasks/${id}/claim`);
    await copy.completes({ id }, { report: 'Hers' });
    await page.getByRole('button', { name: say('task:primary.claim') }).click();
    await page.getByRole('alert').filter({ hasText: say('task:conflict.closed') }).waitFor();
    await page.getByRole('alert').filter({ hasText: /柯文 Ke Wen completed/ }).waitFor();
    await page.getByText('Nearly done').first().waitFor();
  });

  journey('by keys alone, and several at once', async (at) => {
    const say = words('en');
    const [manager, ops] = await Promise.all([at.person('manager'), at.person('ops')]);
    const tasks = [];
    for (const _ of [1, 2, 3]) tasks.push(await ops.finds(await manager.starts('task-chain', { input: { people: { ops: ops.id } } }), 'step-1'));
    const page = await at.as('ops', { path: '/inbox' });
    const rows = page.getByRole('list', { name: say('inbox:title') }).getByRole('listitem');
    await rows.nth(2).waitFor();
    await page.keyboard.press('j');
    await page.waitForURL(/\/inbox\/./);
    const first = page.url().split('/').at(-1)!;
    await page.keyboard.press('j');
    await page.waitForURL((url) => !url.pathname.endsWith(first));
    await page.keyboard.press('k');
    await page.waitForURL(new RegExp(first));
    await page.getByRole('button', { name: say('task:complete') }).waitFor();
    await page.keyboard.press('c');
    await page.waitForURL((url) => /\/inbox\/./.test(url.pathname) && !url.pathname.endsWith(first));
    expect(await ops.get(`/tasks/${first}`)).toMatchObject({ state: 'done' });

    const second = page.url().split('/').at(-1)!;
    await report(page, 'en').fill('c is a letter here');
    expect(await ops.get(`/tasks/${second}`)).toMatchObject({ closedAt: null });
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByRole('switch', { name: say('inbox:keys.switch') }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('c');
    expect(await ops.get(`/tasks/${second}`)).toMatchObject({ closedAt: null });

    for (const row of [0, 1]) await rows.nth(row).getByRole('checkbox').check();
    await page.getByRole('button', { name: say('inbox:bulk.menu') }).click();
    await page.getByRole('menuitem', { name: say('inbox:bulk.verb.ack') }).dispatchEvent('click');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('inbox:bulk.status.previewed')).nth(1).waitFor();
    await dialog.getByRole('button', { name: say('inbox:bulk.do_other', { count: '2' }) }).click();
    await dialog.getByText(say('inbox:bulk.status.done')).nth(1).waitFor();
  });
});
