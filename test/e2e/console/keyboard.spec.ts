import type { Page } from 'playwright-core';
import { journeys, LOCALES } from '../support/console/journey.ts';
import { MAIN_BUTTON, mainButton, settled } from '../support/console/visitor.ts';
import { words } from '../support/console/words.ts';

/** A task is done without a mouse, and one always sees where one is. */
const MOST_STEPS = 80;
const GO = { en: 'Go', 'zh-CN': '通过' };

/** What has the focus, by its accessible text, and whether one can see that it has it. */
interface Focus {
  id: string;
  text: string;
  seen: boolean;
  inDialog: boolean;
}
const focus = (page: Page): Promise<Focus> =>
  page.evaluate(`(() => {
    const one = document.activeElement;
    const rings = (node) => { const style = getComputedStyle(node); return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'; };
    // Radios, boxes and switches are drawn by what is around them.
    // Past the last one the browser's own bar has it.
    const seen = one === document.body || rings(one) || [one.parentElement, one.nextElementSibling, one.closest('.ant-segmented-item, .ant-radio, .ant-checkbox, .ant-select, .ant-picker, .ant-input-affix-wrapper')].some((node) => node && rings(node)) || /^(INPUT|TEXTAREA)$/.test(one.tagName);
    const label = one.getAttribute('aria-label') ?? (one.labels?.[0]?.textContent) ?? one.textContent ?? '';
    return { id: one.id, text: label.trim(), seen, inDialog: one.closest('[role=dialog]') !== null };
  })()`);

/** Presses Tab until something with this text has the focus; says which steps could not be seen. */
async function tabTo(page: Page, wanted: string, unseen: string[]): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const { text, id, seen } = await focus(page);
    if (!seen) unseen.push(text);
    if (id === wanted || text === wanted) return;
    passed.push(text.slice(0, 24));
  }
  throw new Error(`"${wanted}" was not reached by Tab: ${passed.join(' | ')}`);
}

journeys('the keyboard alone', (journey) => {
  for (const locale of LOCALES) {
    journey(`finishes a task, by the skip link, with focus that is seen and dialogs that hold it and give it back (${locale})`, async (at) => {
      const say = words(locale);
      const manager = await at.person('manager');
      const run = await manager.starts('collaboration-loop');
      const task = await manager.finds(run, 'requirement-review');
      const page = await at.as('manager', { path: `/inbox/${task.id}`, locale });
      await mainButton(page).waitFor();
      const unseen: string[] = [];

      await page.keyboard.press('Tab');
      expect((await focus(page)).text).toBe(say('skipToContent'));
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');

      await tabTo(page, say('task:why'), unseen);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await settled(page);
      for (let step = 0; step < 6; step += 1) {
        await page.keyboard.press('Tab');
        expect(await focus(page)).toMatchObject({ inDialog: true });
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect((await focus(page)).text).toContain(say('task:why'));

      await page.keyboard.press('Tab');
      await tabTo(page, GO[locale], unseen);
      await page.keyboard.press('Space');
      await tabTo(page, MAIN_BUTTON, unseen);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => !url.pathname.includes(task.id));
      expect((await manager.get<{ state: string }>(`/tasks/${task.id}`)).state).toBe('done');
      expect(unseen).toEqual([]);
    });
  }
});
