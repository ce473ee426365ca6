import { journeys, LOCALES, printed } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';

/** What others do shows by itself; what was missed while away too. */
const SECOND_MS = 1_000;

journeys('the live page', (journey) => {
  for (const locale of LOCALES) {
    const say = words(locale);

    journey(`another person's completion shows within a second (${locale})`, async (at) => {
      const manager = await at.person('manager');
      const run = await manager.starts('collaboration-loop');
      const { id } = await manager.finds(run, 'requirement-review');
      const page = await at.as('manager', { path: `/tasks/${id}`, locale });
      await page.getByRole('button', { name: say('task:complete') }).waitFor();
      const sent = Date.now();
      const shown = page.getByText(say('task:closed.done').split('{{')[0]!).first().waitFor().then(() => Date.now());
      await manager.completes({ id }, { decision: 'go' });
      const answered = Date.now();
      const seen = await shown;
      printed(`another one's completion showed ${seen - answered} ms after its answer, ${seen - sent} ms after it was sent (${locale})`);
      expect(seen - answered).toBeLessThan(SECOND_MS);
    });

    journey(`a page that was cut off says so and catches up by itself (${locale})`, async (at) => {
      at.expects(/ERR_INTERNET_DISCONNECTED/);
      const manager = await at.person('manager');
      const run = await manager.starts('collaboration-loop');
      const { id } = await manager.finds(run, 'requirement-review');
      const page = await at.as('manager', { path: `/tasks/${id}`, locale });
      await page.getByRole('button', { name: say('task:complete') }).waitFor();
      await page.context().setOffline(true);
      await page.getByText(say('live.lost')).waitFor();
      await manager.completes({ id }, { decision: 'go' });
      await page.context().setOffline(false);
      await page.getByText(say('task:closed.done').split('{{')[0]!).first().waitFor();
      await page.getByText(say('live.caughtUp')).waitFor();
    });
  }
});
