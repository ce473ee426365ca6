import { randomUUID } from 'node:crypto';
import { runWorkflowId } from '#contracts/names';
import { until } from '../../support/until.ts';
import { RECOVERS_MS, type Acknowledged, type Card, type Crew } from './crew.ts';
import type { Evidence } from './evidence.ts';
import { HeldCommit, HeldLane } from './held.ts';
import type { KillableStack, Victim } from './killable-stack.ts';

/**
 * Where a run is caught: its events committed but the completion not stored; not committed; its command stored but not sent; sent but
 * not taken. `raced` is for a worker's death only: its last statement still waits in the database when the next worker sends the same batch.
 */
export const MOMENTS = ['committed', 'uncommitted', 'unsent', 'untaken'] as const;
export type Moment = (typeof MOMENTS)[number] | 'raced';
const HELD: readonly Moment[] = ['committed', 'uncommitted', 'raced'];

interface Caught {
  runId: string;
  moment: Moment;
  /** What its people then asked for, answered once everything is up again. */
  asked?: Promise<Acknowledged>;
  /** Lets go of what held the run, once the victims are dead; for `raced`, once they are up again. */
  letGo?: () => Promise<void>;
}
interface Cast {
  stack: KillableStack;
  crew: Crew;
  evidence: Evidence;
  random: () => number;
}

const LOOP = { playbook: 'collaboration-loop', title: 'A loop', input: { contentType: 'tutorial', pieces: [{ title: 'One', format: '60 s', account: 'Lab' }], settings: { 'review.recurrence': { kind: 'every', every: { clock: 'PT1S' } } } } };

/**
 * One kill, with a run caught at each of the moments: the victims die at once, come up again, people finish what they began,
 * and everything is looked at. `withLoop` catches a collaboration loop at its decision besides.
 */
export async function playKill(cast: Cast, victims: readonly Victim[], { moments, withLoop }: { moments: readonly Moment[]; withLoop: boolean }): Promise<void> {
  const { stack, crew, evidence, random } = cast;
  const chains = await Promise.all(moments.map(async (moment): Promise<Caught> => ({ runId: await startChain(crew), moment })));
  const loop: Caught | null = withLoop ? { runId: await crew.startRun(LOOP), moment: random() < 0.5 ? 'committed' : 'uncommitted' } : null;
  const tasks = new Map(await Promise.all(chains.map(async ({ runId }) => [runId, await crew.openTask(runId)] as const)));
  const meeting = loop && (await prepareMeeting(crew, loop.runId));
  const ask = ({ runId }: Caught): Promise<Acknowledged> => (runId === loop?.runId ? decide(crew, meeting!) : complete(crew, tasks.get(runId)!));
  const caught = [...chains, ...(loop ? [loop] : [])];

  await catchThem(stack, caught, ask);
  // One more run is asked for in the very breath of the kill: nobody knows how far it came.
  const late = startChain(crew);
  late.catch(() => undefined);
  await stack.kill(victims);
  for (const { moment, letGo } of caught) if (moment !== 'raced') await letGo?.();
  if (!victims.includes('worker')) stack.thawWorker();
  await stack.start(victims);
  for (const { moment, letGo } of caught) if (moment === 'raced') await letGo?.();

  await Promise.all(caught.flatMap(({ asked }) => asked ?? []));
  await Promise.all([...chains.map(({ runId }) => runId), await late].map((runId) => finishChain(crew, runId, tasks.get(runId))));
  if (loop) await goOn(crew, loop.runId);
  const runIds = [...caught.map(({ runId }) => runId), await late];
  await evidence.expectOneEffectEach(runIds, crew.acknowledged.splice(0));
  for (const runId of runIds) await evidence.expectWhole(runId);
  await evidence.expectOneRunPerStart();
  await evidence.expectNothingTwice();
}

/** Brings every run to its moment, those last that need a worker that does nothing any more. */
async function catchThem(stack: KillableStack, caught: Caught[], ask: (one: Caught) => Promise<Acknowledged>): Promise<void> {
  const of = (...moments: Moment[]): Caught[] => caught.filter(({ moment }) => moments.includes(moment));
  const asking = (one: Caught): void => {
    one.asked = ask(one);
    // Looked at when everything is up again; until then a failure is nobody's.
    one.asked.catch(() => undefined);
  };
  const held = await Promise.all(of(...HELD).map(async (one) => ({ one, commit: await HeldCommit.take(stack, one.runId) })));
  for (const one of of('unsent')) {
    const lane = await until(() => HeldLane.take(stack.ownerUrl, one.runId), RECOVERS_MS);
    one.letGo = () => lane.release();
    asking(one);
  }
  await Promise.all(of('unsent').map(({ runId }) => untilStored(stack, runId)));
  for (const { one, commit } of held) {
    const letGo = { committed: () => commit.letCommit(), uncommitted: () => commit.letFail(), raced: () => commit.letBothRace() };
    one.letGo = letGo[one.moment as keyof typeof letGo];
    asking(one);
  }
  await Promise.all(held.map(({ commit }) => commit.untilReached()));
  stack.freezeWorker();
  for (const one of of('untaken')) asking(one);
  await Promise.all(of('untaken').map(({ runId }) => untilAdmitted(stack, runId)));
}

/** Resolves when the run's one open command is in the table; answers its id. */
async function untilStored(stack: KillableStack, runId: string): Promise<string> {
  return until(async () => (await stack.pool.query<{ id: string }>(`SELECT id FROM command WHERE run_id = $1 AND state = 'stored'`, [runId])).rows[0]?.id, RECOVERS_MS);
}

/** Resolves when Temporal itself has the command and waits for a worker to take it. */
async function untilAdmitted(stack: KillableStack, runId: string): Promise<void> {
  const updateRef = { workflowExecution: { workflowId: runWorkflowId(runId) }, updateId: await untilStored(stack, runId) };
  await until(() => stack.client.workflowService.pollWorkflowExecutionUpdate({ namespace: 'default', updateRef, waitPolicy: { lifecycleStage: 0 } }).then(() => true, () => false), RECOVERS_MS);
}

const startChain = (crew: Crew): Promise<string> => crew.startRun({ playbook: 'task-chain', title: `A chain ${randomUUID()}`, input: {} });
const complete = (crew: Crew, { id, version }: Card): Promise<Acknowledged> => crew.act('ops', `/tasks/${id}/complete`, { answers: {}, version });
const decide = (crew: Crew, meetingId: string): Promise<Acknowledged> => crew.act('manager', `/meetings/${meetingId}/decision`, { decision: 'go', objective: 'More' });

/** Id of the loop's review meeting, attended and with minutes. */
async function prepareMeeting(crew: Crew, runId: string): Promise<string> {
  const { id, organizer } = await until(async () => (await crew.list<{ id: string; organizer: string }>('manager', `/meetings?runId=${runId}`))[0], RECOVERS_MS);
  await crew.act('manager', `/meetings/${id}/attendance`, { attendance: { [organizer]: 'present' } });
  await crew.act('manager', `/meetings/${id}/minutes`, { text: 'Agreed.' });
  return id;
}

/** After the decision: the planning tasks are open, and the run still listens. */
async function goOn(crew: Crew, runId: string): Promise<void> {
  await until(async () => (await crew.list<Card>('manager', `/tasks?scope=all&runId=${runId}`)).some(({ step }) => step === 'planning'), RECOVERS_MS);
  await crew.act('manager', `/runs/${runId}/pause`, { reason: 'a look around' });
  await crew.act('manager', `/runs/${runId}/resume`, { reason: 'on we go' });
}

/** Completes whatever task is open until the chain is done. The list may still show the `last` one: it is done, and no reader's business. */
async function finishChain(crew: Crew, runId: string, last?: Card): Promise<void> {
  for (let before = last; ; ) {
    const next = await until(async () => {
      if ((await crew.get('manager', `/runs/${runId}`))?.state === 'completed') return 'done' as const;
      return (await crew.list<Card>('ops', `/tasks?runId=${runId}`)).find(({ id }) => id !== before?.id);
    }, RECOVERS_MS);
    if (next === 'done') return;
    await complete(crew, next);
    before = next;
  }
}
