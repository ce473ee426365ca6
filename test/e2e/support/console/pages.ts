import { until } from '../../../support/until.ts';
import type { Body } from '../people.ts';
import type { Console } from './console.ts';
import { routes } from './routes.ts';

/** A page of the console, at an address that has something to show. */
export interface PageVisit {
  path: string;
  /** Who sees the most of it; nobody for pages before the log-in. */
  as: string | null;
}

/** What the parameters of addresses stand for in a world with one loop at its beginning. A page with a new parameter needs a line here. */
const PARAMETERS: Record<string, (at: Console, run: string) => Promise<string>> = {
  taskId: async (at, run) => (await (await at.person('manager')).finds(run, 'requirement-review')).id,
  runId: async (_at, run) => run,
  pieceId: async (at) => {
    const manager = await at.person('manager');
    const loop = await manager.starts('collaboration-loop');
    await manager.completes(await manager.finds(loop, 'requirement-review'));
    return (await until(async () => (await manager.get<{ items: Array<{ id: string }> }>(`/pieces?runId=${loop}`)).items[0])).id;
  },
  playbook: async () => 'collaboration-loop',
  slug: async () => 'collaboration-loop',
  edition: async () => '1',
  calendar: async () => 'org',
  personId: async (at) => (await at.person('manager')).id,
  deliveryId: async (at) => until(async () => (await (await at.person('admin')).get<{ items: Array<{ id: string }> }>('/deliveries?limit=1')).items[0]?.id),
  scheduleId: async (at) => (await (await at.person('manager')).does<{ id: string }>('/schedules', { title: 'Friday chain', playbook: 'task-chain', recurrence: { kind: 'weekly', weekdays: [5], time: '16:00' } })).id,
  draftId: async (at) => (await (await at.person('manager')).does<{ id: string }>('/playbooks/collaboration-loop/drafts', { from: 1 })).id,
};
/** Whose page it is, by the beginning of its address; the manager's otherwise. */
const READERS: ReadonlyArray<readonly [RegExp, string | null]> = [
  [/^\/settings/, 'admin'],
  [/^\/(accept-invitation|reset-password|forgot-password)/, null],
];

/** Every page that the router knows, with and without its optional parts, in a world with one loop that starts with `changes`. */
export async function everyPage(at: Console, changes: Body = {}): Promise<PageVisit[]> {
  const run = await (await at.person('manager')).starts('collaboration-loop', changes);
  const visits: PageVisit[] = [{ path: '/', as: null }];
  for (const route of routes()) {
    for (const address of shapes(route)) visits.push({ path: await filled(at, run, address), as: readerOf(route) });
  }
  return visits;
}

const readerOf = (route: string): string | null => {
  const known = READERS.find(([pattern]) => pattern.test(route));
  return known ? known[1] : 'manager';
};

/** `/inbox/:taskId?` is two addresses. */
const shapes = (route: string): string[] => (route.includes('?') ? [route.replace(/\/:\w+\?/g, ''), route.replaceAll('?', '')] : [route]);

async function filled(at: Console, run: string, address: string): Promise<string> {
  const parts = address.split('/').map(async (part) => {
    if (!part.startsWith(':')) return part;
    const fill = PARAMETERS[part.slice(1)];
    if (!fill) throw new Error(`${address}: say in test/e2e/support/console/pages.ts what ${part} stands for, so that the page is looked at.`);
    return fill(at, run);
  });
  return (await Promise.all(parts)).join('/');
}
