import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Run } from '#contracts/run';
import { foldRun } from '#domain/fold/index';
import { readPinned } from '../support/pinned.ts';
import { workflowBundle } from '../support/time-skipping.ts';

const folder = path.join(import.meta.dirname, 'histories');
const pinned = (file: string) => readPinned(path.join(folder, file));
const files = (await readdir(folder)).filter((file) => file.endsWith('.json.gz'));

beforeAll(() => Runtime.install({ logger: new DefaultLogger('ERROR') }));

test('there is a history of every shape of the loop', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
});

describe.each(files)('%s', (file) => {
  test('replays on the workflow code of this tree', async () => {
    const { history, workflowId } = await pinned(file);
    await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, history, workflowId);
  }, 30_000);

  test('folds to the row that the run had', async () => {
    const { events, run } = await pinned(file);
    const folded = events.filter((event) => event.n <= run.lastEvent).reduce<Run | null>((row, event) => foldRun(row, event), null);
    expect(folded).toEqual(run);
  });
});

/** Workflows that are no runs: series of schedules. */
const others = await readdir(path.join(folder, 'others'));
test.each(others)('others/%s replays on the workflow code of this tree', async (file) => {
  const { history, workflowId } = await pinned(path.join('others', file));
  await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, history, workflowId);
}, 30_000);

test('a workflow broken on purpose is refused', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(import.meta.dirname, 'broken/collaboration-loop.workflow.ts'),
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['source', 'import', 'default'] } }),
  });
  const codePath = path.join(await mkdtemp(path.join(tmpdir(), 'callsheet-broken-')), 'bundle.js');
  await writeFile(codePath, code);
  const { history, workflowId } = await pinned('loop-whole-turn.json.gz');
  await expect(Worker.runReplayHistory({ workflowBundle: { codePath } }, history, workflowId)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
}, 60_000);
