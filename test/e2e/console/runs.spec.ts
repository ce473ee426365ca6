import type { Page } from 'playwright-core';
import type { RunResource } from '#contracts/api/run';
import type { Locale } from '#contracts/text';
import { until } from '../../support/until.ts';
import { Crew } from '../support/crew.ts';
import type { Console } from '../support/console/console.ts';
import { journeys, LOCALES } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';

/** What a manager does with runs: starts one after seeing what will happen, follows a failed check, sees a breach climb its ladder. */
const LOOP = { en: 'Five-step collaboration loop', 'zh-CN': '五步协作循环' };
const REVIEW = { en: 'Requirement review', 'zh-CN': '需求评审' };
const FAILED = { en: 'Failed', 'zh-CN': '不通过' };

/** What the catalogue says before the first value it is filled with. */
const before = (text: string): string => text.split('{{')[0]!.trim();

async function startsLoop(page: Page, locale: Locale, title: string): Promise<void> {
  const say = words(locale);
  await page.getByRole('link', { name: say('start:beginWith', { title: LOOP[locale] }) }).click();
  await page.getByLabel(say('start:runTitle')).fill(title);
  for (const [field, value] of Object.entries({ pieces_0_title: 'Sun care', pieces_0_format: '60 s', pieces_0_account: 'Lab', contentType: 'tutorial' })) await page.locator(`#root_${field}`).fill(value);
  const start = page.getByRole('button', { name: say('start:start') });
  expect(await start.isDisabled()).toBe(true);
  await page.getByRole('button', { name: say('start:look') }).click();
  await page.getByText(say('start:assumed')).waitFor();
  await page.getByText(before(say('start:ends'))).first().waitFor();
  await page.getByText(REVIEW[locale]).first().waitFor();
  await start.click();
}

/** A loop of which the first check is open; answers its run and the check's task. */
async function untilCheck(at: Console): Promise<{ run: string; task: string }> {
  const manager = await at.person('manager');
  const run = await manager.starts('fast-turn');
  const crew = await Crew.logIn(at.stack.api);
  const check = async () => (await manager.run(run).tasks()).find(({ key }) => key === 'daily-check');
  await crew.workUntil(run, async () => (await check()) !== undefined, ({ key }) => (['shooting', 'editing', 'daily-check', 'opinion', 'retrospective'].includes(key) ? null : key === 'requirement-review' ? { decision: 'go' } : {}), 60_000);
  return { run, task: (await check())!.id };
}

journeys('runs', (journey) => {
  for (const locale of LOCALES) {
    const say = words(locale);

    journey(`a loop is started once it is seen what will happen (${locale})`, async (at) => {
      const page = await at.as('manager', { path: '/start', locale });
      const title = `Sun care ${locale}`;
      await startsLoop(page, locale, title);
      await page.waitForURL(/\/runs\/[0-9a-f-]{36}/);
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.getByRole('region', { name: say('runs:stepper') }).getByText(REVIEW[locale], { exact: true }).waitFor();
      const id = page.url().split('/').at(-1)!;
      const manager = await at.person('manager');
      await until(async () => (await manager.get<RunResource>(`/runs/${id}`)).state === 'running');
      expect(await manager.get<RunResource>(`/runs/${id}`)).toMatchObject({ title, input: { contentType: 'tutorial' } });
    });

    journey(`a check that fails shows as rework on the page of its run (${locale})`, async (at) => {
      const { run, task } = await untilCheck(at);
      const watching = await at.as('manager', { path: `/runs/${run}`, locale });
      const page = await at.as('visual', { path: `/tasks/${task}`, locale });
      await page.getByRole('radio', { name: FAILED[locale] }).check();
      const code = page.locator('#root_defects_0_code');
      if (!(await code.isVisible())) await page.locator('#root_defects__add').click();
      await code.fill('subtitle-typo');
      await page.locator('#root_defects_0_note').fill('00:23');
      await page.getByRole('button', { name: say('task:complete') }).click();
      await watching.getByText(say('runs:piece.rework'), { exact: true }).waitFor();
      await watching.getByText(say('runs:story.decisions'), { exact: true }).first().click();
      await watching.getByText(locale === 'en' ? /goes into rework 1/ : /进入第 1 次返工/).first().waitFor();
    }, 120_000);

    journey(`a breach shows by itself, with the rungs of its ladder (${locale})`, async (at) => {
      const manager = await at.person('manager');
      const run = await manager.starts('task-chain', { input: { settings: { 'step.due': { clock: 'PT4S' } } } });
      const page = await at.as('manager', { path: `/runs/${run}`, locale });
      await page.getByText(locale === 'en' ? '1 task overdue' : '1 项任务逾期').waitFor();
      await until(async () => (await manager.run(run).events()).some(({ type }) => type === 'RungFired'), 15_000);
      await page.getByText(say('runs:view.timeline'), { exact: true }).click();
      await page.getByText(say('runs:timeline.table'), { exact: true }).click();
      await page.getByText(new RegExp(say('runs:mark.rung', { number: '1' }))).first().waitFor();
      await page.getByText(new RegExp(`^${say('runs:mark.breach')}`)).first().waitFor();
    });
  }
});
