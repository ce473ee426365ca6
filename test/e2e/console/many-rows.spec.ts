import { createActivities } from '#activities/index';
import type { RunEvent } from '#contracts/events';
import { createLogger } from '#platform/logger';
import { clockOf, runOf, story, taskOf } from '../../integration/support/story.ts';
import { journeys, printed } from '../support/console/journey.ts';
import { databaseOf } from '../support/roles.ts';
import { words } from '../support/console/words.ts';

/** An inbox of 5,000: only the rows in sight exist, and scrolling through all of them keeps its pace. */
const ROWS = 5_000;
const BATCH = 500;
const MOST_ROWS_IN_PAGE = 60;
const DAY_MS = 86_400_000;
const say = words('en');

journeys('five thousand rows', (journey) => {
  journey('scroll from the first to the last with a bounded page', async (at) => {
    const [manager, host] = [await at.person('manager'), await at.person('host')];
    const pool = await databaseOf(at.stack);
    try {
      const { recordEvents } = createActivities({ pool, logger: createLogger('test', 'silent') });
      const run = runOf(manager.id);
      const { next } = story(run.id);
      await recordEvents({ runId: run.id, events: [next('RunStarted', { run })] });
      for (let from = 0; from < ROWS; from += BATCH) {
        const events = Array.from({ length: BATCH }, (_, i): RunEvent => next('TaskOpened', { task: taskOf(run.id, { clock: clockOf(Date.now() + 7 * DAY_MS + from + i), assignee: host.id, subject: { note: `Row ${from + i + 1}` } }) }));
        await recordEvents({ runId: run.id, events });
      }
    } finally {
      await pool.end();
    }
    const page = await at.as('host');
    await page.getByText('Row 1', { exact: true }).waitFor();
    const list = page.getByRole('list', { name: say('inbox:title') });
    const result = await list.evaluate(scrollTo, `Row ${ROWS}`);
    await page.getByText(`Row ${ROWS}`, { exact: true }).waitFor();
    printed(`${ROWS} rows, loaded while scrolling: ${result.frames} frames, median ${result.median.toFixed(1)} ms, 95 % under ${result.p95.toFixed(1)} ms, worst ${result.worst.toFixed(0)} ms; at most ${result.most} rows in the page`);
    expect(result.most).toBeLessThanOrEqual(MOST_ROWS_IN_PAGE);
  }, 400_000);
});

/** As much of a browser as is asked here: the suites are typed for Node. */
interface Frame {
  scrollTop: number;
  querySelectorAll(selector: string): Iterable<{ textContent: string }>;
}
interface Browser {
  performance: { now(): number };
  requestAnimationFrame(step: (now: number) => void): void;
}
interface Pace {
  frames: number;
  median: number;
  p95: number;
  worst: number;
  /** Rows that were in the page at a time, at most. */
  most: number;
}

/** Runs in the page: scrolls on with every frame until the row is there, or for four minutes. */
function scrollTo(frame: unknown, wanted: string): Promise<Pace> {
  const list = frame as Frame;
  const { performance: clock, requestAnimationFrame: next } = globalThis as unknown as Browser;
  const gaps: number[] = [];
  const end = clock.now() + 240_000;
  let most = 0;
  let last = 0;
  return new Promise((resolve) => {
    const step = (now: number): void => {
      if (last > 0) gaps.push(now - last);
      last = now;
      const rows = [...list.querySelectorAll('[role=listitem]')];
      most = Math.max(most, rows.length);
      if (now < end && !rows.some((row) => row.textContent.includes(wanted))) {
        list.scrollTop += 600;
        return next(step);
      }
      gaps.sort((a, b) => a - b);
      const share = (part: number): number => gaps[Math.floor((gaps.length - 1) * part)] ?? 0;
      resolve({ frames: gaps.length, median: share(0.5), p95: share(0.95), worst: share(1), most });
    };
    next(step);
  });
}
