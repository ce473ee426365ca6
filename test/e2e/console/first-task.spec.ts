import { DEMO_PASSWORD } from '#persistence/seed/demo-people';
import { journeys, LOCALES, printed } from '../support/console/journey.ts';
import { mainButton } from '../support/console/visitor.ts';
import { words } from '../support/console/words.ts';

/** What a newcomer does after the first `npm start`: logs in as they are told to, opens what waits for them, finishes it. */
const MINUTE_MS = 60_000;
/** The bound is for a busy machine; the figure that counts is printed. */
const USABLE_MS = 6_000;
const TITLE = { en: 'Record the decision of the requirement review', 'zh-CN': '记录需求评审会的决定' };
const GO = { en: 'Go', 'zh-CN': '通过' };

journeys('the first task', (journey) => {
  for (const locale of LOCALES) {
    journey(`from the log-in page to a finished task in less than a minute (${locale})`, async (at) => {
      const say = words(locale);
      const manager = await at.person('manager');
      await manager.speaks(locale);
      // The first journey finishes what the example brought; the second one has a loop of its own.
      if (locale === 'zh-CN') await manager.finds(await manager.starts('collaboration-loop'), 'requirement-review');
      const page = await at.window({ path: '/', locale });
      const began = Date.now();
      await page.getByLabel(say('session:email')).fill('manager@callsheet.test');
      await page.getByLabel(say('session:password'), { exact: true }).fill(DEMO_PASSWORD);
      const sent = Date.now();
      await page.getByRole('button', { name: say('session:submit') }).click();
      const row = page.getByRole('listitem').filter({ hasText: TITLE[locale] }).getByRole('button');
      await row.waitFor();
      const usable = Date.now() - sent;
      await row.click();
      const task = await page.waitForURL(/\/inbox\/./).then(() => page.url().split('/').at(-1)!);
      await page.getByRole('radio', { name: GO[locale] }).check();
      await mainButton(page).click();
      await page.waitForURL((url) => !url.pathname.includes(task));
      printed(`first task (${locale}): done ${Date.now() - began} ms after the log-in page; the inbox was usable ${usable} ms after the log-in`);
      expect(await manager.get(`/tasks/${task}`)).toMatchObject({ state: 'done' });
      expect(Date.now() - began).toBeLessThan(MINUTE_MS);
      expect(usable).toBeLessThan(USABLE_MS);
    });
  }
}, { example: true });
