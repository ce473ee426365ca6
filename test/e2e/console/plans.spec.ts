import type { Page } from 'playwright-core';
import { DEMO_TIME_ZONE } from '#persistence/seed/demo-people';
import type { Locale } from '#contracts/text';
import { journeys, LOCALES, printed } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';

/** What is set about plans shows at once where people work: calendars, and ladders before anything happens. */
type Say = ReturnType<typeof words>;
/** The date of an instant where the organisation works. */
const dayOf = (instant: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: DEMO_TIME_ZONE }).format(instant);
const shanghai = (local: string): string => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString();

/** Makes a date of the organisation's calendar a day off, as far as the sight of what it moves. */
async function takeOff(page: Page, say: Say, date: string): Promise<void> {
  if (!date.startsWith(dayOf(Date.now()).slice(0, 4))) await page.getByRole('button', { name: say('calendars:yearAfter') }).click();
  await page.getByRole('button', { name: date }).click();
  await page.getByRole('radio', { name: say('calendars:kind.off'), exact: true }).check();
  await page.getByRole('button', { name: say('calendars:note'), exact: true }).click();
  await page.getByRole('button', { name: say('calendars:look') }).click();
}

journeys('settings about plans', (journey) => {
  for (const locale of LOCALES) {
    const say = words(locale);

    journey(`edit the calendar and watch a task move in another window (${locale})`, async (at) => {
      const manager = await at.person('manager');
      const run = await manager.starts('task-chain', { title: `Chain ${locale}`, input: { settings: { 'step.due': { working: 'P3D' } } } });
      const ops = await at.person('ops');
      const { id, dueAt } = await ops.finds(run, 'step-1');
      const worker = await at.as('ops', { path: `/tasks/${id}`, locale });
      const due = worker.locator('.ant-tag[title]').first();
      await due.waitFor();
      const before = await due.getAttribute('title');

      const admin = await at.as('admin', { path: '/settings/calendars/org', locale });
      await takeOff(admin, say, dayOf(dueAt!));
      const row = admin.getByRole('row').filter({ hasText: `Chain ${locale}` });
      const [from, to] = await Promise.all([row.locator('del').innerText(), row.locator('ins').innerText()]);
      expect(before).toContain(from);
      expect(await due.getAttribute('title')).toBe(before);

      await admin.getByLabel(say('calendars:reasonForAll')).fill('The studio is closed');
      await admin.getByRole('button', { name: say('calendars:apply'), exact: true }).click();
      const applied = Date.now();
      await worker.locator(`.ant-tag[title*="${to}"]`).waitFor();
      printed(`the due time moved in the other window ${Date.now() - applied} ms after the calendar was applied (${locale})`);
      await admin.getByRole('listitem').filter({ hasText: `Chain ${locale}` }).getByText(say('job:state.done'), { exact: true }).waitFor();
      expect((await ops.get<{ dueAt: number }>(`/tasks/${id}`)).dueAt).toBeGreaterThan(dueAt!);
    });

    journey(`a ladder says when it would tell whom for Friday 17:30, also before it is kept (${locale})`, async (at) => {
      const page = await at.as('manager', { path: '/settings/ladders/collaboration-loop/1', locale });
      const name = (key: string): string => `${say(`ladders:${key}`)}: default`;
      await page.getByRole('button', { name: name('play') }).click();
      await fillMoment(page, say, '2026-11-20 17:30');
      await page.getByRole('button', { name: say('ladders:dry.play') }).click();
      for (const at of ['2026-11-20 17:30', '2026-11-23 13:30', '2026-11-23 17:30']) await page.locator(`time[datetime="${shanghai(at)}"]`).first().waitFor();

      await page.getByRole('button', { name: name('edit') }).click();
      await page.getByText(say('ladders:mode.text'), { exact: true }).click();
      const text = page.getByRole('textbox', { name: say('ladders:mode.text'), exact: true });
      const ladder = await text.inputValue();
      await text.fill(ladder.replace('{ladder.second-rung}', 'soon'));
      await page.getByText(say('ladders:odd')).waitFor();
      await text.fill(ladder.replace('{ladder.second-rung}', TWO_HOURS[locale]));
      await page.getByText(say('ladders:odd')).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: say('ladders:dry.play') }).click();
      await page.locator(`time[datetime="${shanghai('2026-11-23 10:30')}"]`).waitFor();

      await page.getByRole('button', { name: say('ladders:keepNew') }).click();
      await page.waitForURL(/\/settings\/ladders\/collaboration-loop\/[0-9a-f-]{36}$/);
      await page.getByRole('listitem').filter({ hasText: TWO_HOURS[locale] }).waitFor();
      const { drafts } = await (await at.person('manager')).get<{ drafts: unknown[] }>('/playbooks/collaboration-loop/versions');
      expect(drafts).not.toEqual([]);
    });
  }
});

const TWO_HOURS: Record<Locale, string> = { en: '2 h of working time', 'zh-CN': '工作时间 2 小时' };

async function fillMoment(page: Page, say: Say, moment: string): Promise<void> {
  const field = page.getByLabel(say('ladders:dry.from'), { exact: true });
  await field.fill(moment);
  await field.press('Enter');
}
