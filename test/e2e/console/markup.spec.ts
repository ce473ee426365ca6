import { journeys, type Journey } from '../support/console/journey.ts';
import { everyPage } from '../support/console/pages.ts';
import { settled } from '../support/console/visitor.ts';
import { words } from '../support/console/words.ts';

/** What people write is shown as they wrote it, wherever it comes up; it never becomes part of the page, and nothing asks for what the policy forbids. */
const PLANTED = '<img src=x onerror="window.planted=1"><b>bold</b>';
const say = words('en');

journeys("texts from people", (journey: Journey) => {
  journey('are never markup, on any page', async (at) => {
    const manager = await at.person('manager');
    const input = { contentType: 'tutorial', objective: PLANTED, pieces: [{ title: PLANTED, format: PLANTED, account: PLANTED, contentType: 'tutorial' }] };
    const pages = await everyPage(at, { title: PLANTED, input });
    const { id } = (await manager.get<{ items: Array<{ id: string; key: string }> }>('/tasks?scope=mine')).items.find(({ key }) => key === 'requirement-review')!;
    await manager.does(`/tasks/${id}/comments`, { text: PLANTED, mentions: [] });
    let shown = 0;
    for (const { path, as } of pages) {
      const page = await (as === null ? at.window({ path }) : at.as(as, { path }));
      await settled(page);
      const planted = (await page.evaluate(`({ run: window.planted ?? 0, images: document.querySelectorAll('img[src="x"], [onerror]').length, bold: [...document.querySelectorAll('b')].filter((b) => b.textContent === 'bold').length })`)) as object;
      expect({ path, ...planted }).toEqual({ path, run: 0, images: 0, bold: 0 });
      shown += await page.getByText(PLANTED).count();
      await page.context().close();
    }
    // On its task: the run's title and the comment at least.
    expect(shown).toBeGreaterThan(2);
    const page = await at.as('manager', { path: `/tasks/${id}` });
    await page.getByRole('button', { name: say('task:why') }).click();
    await page.getByRole('dialog').waitFor();
    await settled(page);
    expect(await page.evaluate('window.planted ?? 0')).toBe(0);
  }, 300_000);
});
