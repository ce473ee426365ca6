import type { PieceCard } from '#contracts/api/piece';
import { demoId } from '#persistence/seed/demo';
import { DEMO_PEOPLE } from '#persistence/seed/demo-people';
import { until } from '../../support/until.ts';
import { journeys, LOCALES } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';

/** Pieces, Team and Boards: what a manager sees of all runs at once, and does about it. */
const nameOf = (key: string): string => DEMO_PEOPLE.find((person) => person.key === key)!.name;

journeys('pieces, team and boards', (journey) => {
  for (const locale of LOCALES) {
    journey(`a piece is where it stands, work goes from one who has much to one who has nothing, a number opens its list (${locale})`, async (at) => {
      const say = words(locale);
      const manager = await at.person('manager');
      const run = await manager.starts('collaboration-loop');
      await manager.completes(await manager.finds(run, 'requirement-review'));
      const [piece] = await until(async () => (await manager.get<{ items: PieceCard[] }>(`/pieces?runId=${run}`)).items.slice(0, 1).filter(({ stage }) => stage === 'planned'));
      const data = await at.person('data');
      const task = await data.finds(run, 'user-persona');

      const page = await at.as('manager', { path: `/pieces?view=board&run=${run}`, locale });
      await page.getByRole('region', { name: new RegExp(`^${say('pieces:stage.planned')}`) }).getByRole('link', { name: piece!.title }).click();
      await page.getByRole('heading', { level: 1, name: piece!.title }).waitFor();
      await page.locator('.ant-timeline').getByText(say('pieces:step.added')).waitFor();

      await page.goto('/team');
      const row = page.getByRole('row', { name: new RegExp(nameOf('data')) });
      await row.getByRole('button').first().click();
      const list = page.getByRole('dialog', { name: new RegExp(nameOf('data')) });
      await list.getByRole('listitem').filter({ has: page.locator(`a[href="/tasks/${task.id}"]`) }).getByRole('button').click();
      const dialog = page.getByRole('dialog', { name: say('team:move'), exact: true });
      await dialog.getByRole('combobox', { name: say('team:to') }).fill('legal');
      await page.keyboard.press('Enter');
      await dialog.getByLabel(say('verb:reason')).fill('Wei has two');
      await dialog.getByRole('button', { name: say('team:move'), exact: true }).click();
      await until(async () => (await manager.get<{ assignee: string }>(`/tasks/${task.id}`)).assignee === demoId('legal'));
      await list.locator(`a[href="/tasks/${task.id}"]`).waitFor({ state: 'detached' });

      await page.goto('/boards');
      const onTime = page.getByRole('article', { name: say('boards:figure.on-time.title'), exact: true });
      await onTime.getByRole('button', { name: new RegExp(say('boards:figure.on-time.title')) }).first().click();
      const behind = page.getByRole('dialog', { name: say('boards:figure.on-time.title') });
      const { items } = await manager.get<{ items: unknown[] }>('/boards/items?figure=on-time&limit=200');
      await until(async () => (await behind.getByRole('listitem').count()) === items.length);
      expect(items.length).toBeGreaterThan(0);
    });
  }
});
