import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { example } from '../support/scripted-team.ts';
import { Stage, type Script } from '../support/stage.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const quality = { shotStability: 4, subtitleCompleteness: 5, hook: 4, pacing: 4, audioClarity: 4, bgmFit: 4, framing: 4, colour: 4, factAccuracy: 5, brandFit: 4, callToAction: 4, coverAndTitle: 4 };
/** People who do everything right and at once. */
const diligent = (task: Task): Record<string, Json> => {
  if (task.key === 'requirement-review') return { decision: 'go' };
  if (task.key === 'retrospective') return { decision: 'done', worked: 'opening', didNot: 'ending', actions: [], case: { title: 'opening first', contentType: 'tutorial' } };
  if (task.key === 'final-check') return { decision: 'passed', quality };
  if (task.subject.check) return { decision: 'passed' };
  if (task.key === 'publishing') return { platform: 'Douyin', account: 'lab', link: 'https://example.test/v/1' };
  return {};
};
const onlyOf = (keys: string[]): Script => (task) => (keys.includes(task.key) ? diligent(task) : null);
const input = example('collaboration-loop').input as Record<string, Json>;
const loop = (settings: Record<string, Json> = { 'turns.max': 1 }) => Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input, settings });
const closed = (view: { run: { closedAt: number | null } }) => view.run.closedAt !== null;
const failing = (task: Task, times: { left: number }): Record<string, Json> | null => (times.left-- > 0 ? { decision: 'failed', defects: [{ code: 'hook', note: 'too slow' }] } : diligent(task));

describe('the collaboration loop (handbook 4.3)', () => {
  test('a whole turn with everything on time: five steps, three checks by three people, four funnel nodes, one case', async () => {
    const stage = await loop();
    stage.metrics = { plays: 5_000, 'completion-rate': 0.3, 'conversion-rate': 0.02 };
    // The retrospective meets weekly; the people hold it once a week, not at once.
    await stage.play(diligentAtMeetings(stage), closed, { step: '6 hours' });
    await stage.handle.result();
    expect(stage.of('StepEntered').map((event) => event.data.step)).toEqual(['review', 'planning', 'production', 'monitoring', 'retrospective']);
    for (const { data } of stage.of('PieceAdded')) {
      const checks = stage.of('PieceChecked').filter((event) => event.data.pieceId === data.piece.id);
      expect(checks.map((event) => event.data.check.level)).toEqual(expect.arrayContaining(['daily', 'weekly', 'final']));
      expect(new Set(checks.map((event) => event.data.check.by)).size).toBe(3);
    }
    const pieces = stage.of('PieceAdded').length;
    expect(stage.of('CheckpointEvaluated').map((event) => event.data.checkpoint.node).sort()).toEqual(['24h', '48h', '72h', '7d'].flatMap((node) => Array<string>(pieces).fill(node)).sort());
    expect(stage.of('CaseKept').length).toBeGreaterThan(0);
    expect(stage.of('TaskBreached')).toEqual([]);
    expect(stage.events.map((event) => event.n)).toEqual(stage.events.map((_, index) => index + 1));
    expect(stage.types().at(-1)).toBe('RunClosed');
    await stage.pin('loop-whole-turn');
  }, 60_000);

  test('eight pieces of pre-work open in parallel, each for its role, due after two working days', async () => {
    const stage = await loop();
    await stage.play(onlyOf(['requirement-review']), (view) => view.run.step === 'planning');
    const tasks = (await stage.openTasks()).filter((task) => task.step === 'planning' && !['retrospective', 'opinion'].includes(task.key));
    expect(tasks.map((task) => [task.key, task.assignee])).toEqual([
      ['competitor-analysis', 'data'], ['user-persona', 'data'], ['topic-selection', 'host'], ['script-outline', 'script'],
      ['visual-style', 'visual'], ['copy-and-title', 'copy'], ['resources-and-budget', 'ops'], ['publishing-plan', 'ops'],
    ]);
    expect(tasks.every((task) => task.clock?.policy.due && 'working' in task.clock.policy.due && task.clock.policy.due.working === 'P2D')).toBe(true);
    await stage.pin('loop-pre-work-open');
  }, 60_000);

  test('decision revise meets again, drop closes the run', async () => {
    const stage = await loop();
    const decisions = ['revise', 'drop'];
    await stage.play((task) => (task.key === 'requirement-review' ? { decision: decisions.shift() ?? 'drop' } : null), closed);
    expect(stage.of('StepEntered').map((event) => [event.data.step, event.data.visit])).toEqual([['review', 1], ['review', 2]]);
    expect(stage.of('RunClosed')[0]?.data.outcome).toBe('dropped');
    await stage.pin('loop-revise-then-drop');
  }, 60_000);

  test('a failed check names defects and sends work back; at the cap the manager decides', async () => {
    const stage = await loop({ 'turns.max': 1, 'rework.cap': 1 });
    const times = { left: 2 };
    const script: Script = (task) => {
      if (task.key === 'retrospective' || task.key === 'metric-missing') return null;
      if (task.key === 'rework-decision') return { decision: 'continue' };
      return task.key === 'final-check' && task.subject.pieceId === first() ? failing(task, times) : diligent(task);
    };
    const first = () => stage.of('PieceAdded')[0]?.data.piece.id;
    await stage.play(script, (view) => view.run.step === 'monitoring');
    const piece = first() ?? '';
    expect(stage.of('ReworkAsked').map((event) => event.data.pieceId)).toEqual([piece, piece]);
    expect(stage.of('ReworkCapReached')).toHaveLength(1);
    expect(stage.of('ReworkCapRaised')).toHaveLength(1);
    const rework = stage.of('TaskOpened').find((event) => event.data.task.key === 'rework');
    expect(rework?.data.task.subject.defects).toEqual([{ code: 'hook', note: 'too slow' }]);
    expect(rework?.data.task.assignee).toBe('editor');
    await stage.pin('loop-rework-over-the-cap');
  }, 60_000);

  test('an open rework is not counted again when the run continues as new', async () => {
    const stage = await loop({ 'turns.max': 1, 'rework.cap': 1 });
    const times = { left: 1 };
    const script: Script = (task) => (['retrospective', 'rework'].includes(task.key) ? null : task.key === 'final-check' ? failing(task, times) : diligent(task));
    await stage.play(script, () => stage.of('ReworkAsked').length > 0);
    for (let round = 0; round < 900 && !(await stage.continued()); round += 1) await stage.send(round % 2 ? 'resumeRun' : 'pauseRun', 'manager', { reason: `round ${round}` });
    expect(await stage.continued()).toBe(true);
    if ((await stage.view()).run.pause) await stage.send('resumeRun', 'manager', { reason: 'at last' });
    expect((await stage.openTasks('rework')).length).toBe(1);
    expect(await stage.openTasks('rework-decision')).toEqual([]);
    expect((await stage.openTasks()).filter((task) => task.subject.check)).toEqual([]);
    await stage.complete((await stage.openTasks('rework'))[0]!);
    expect(stage.of('ReworkAsked')).toHaveLength(1);
    expect(stage.of('ReworkCapReached')).toEqual([]);
  }, 90_000);

  test('a metric under its floor and one that never came each open a task', async () => {
    const stage = await loop();
    stage.metrics = { plays: 10, 'completion-rate': 0.5 };
    const script: Script = (task) => (task.key.startsWith('metric') || task.key === 'retrospective' ? null : diligent(task));
    await stage.play(script, () => stage.of('CheckpointEvaluated').length > 0, { step: '6 hours' });
    const [checkpoint] = stage.of('CheckpointEvaluated');
    expect(checkpoint?.data.checkpoint.metrics.map(({ metric, verdict }) => [metric, verdict])).toEqual([['plays', 'under'], ['completion-rate', 'ok'], ['conversion-rate', 'missing']]);
    expect((await stage.openTasks()).map((task) => task.key)).toEqual(expect.arrayContaining(['metric-under-floor', 'metric-missing']));
    await stage.pin('loop-metrics-under-and-missing');
  }, 60_000);

  test('sending back to planning closes what was open and starts planning anew; skipping goes on to the next step', async () => {
    const stage = await loop();
    await stage.play((task) => (task.step === 'production' || task.key === 'retrospective' ? null : diligent(task)), (view) => view.run.step === 'production');
    const [shooting] = await stage.openTasks('shooting');
    await stage.send('returnTask', 'camera', { taskId: shooting?.id ?? '', toStep: 'planning', reason: 'the script does not work' });
    const after = await stage.view();
    expect([after.run.step, after.run.visit]).toEqual(['planning', 2]);
    expect((await stage.openTasks()).filter((task) => !['retrospective', 'opinion'].includes(task.key)).map((task) => [task.step, task.visit])).toEqual(Array(8).fill(['planning', 2]));
    await stage.send('skipStep', 'manager', { reason: 'settled on the phone' });
    expect((await stage.view()).run.step).toBe('production');
    expect(stage.of('TaskSkipped')).toHaveLength(8);
    await stage.pin('loop-sent-back-and-skipped');
  }, 60_000);
});

/** Diligent people who hold the weekly retrospective only once its time has come. */
function diligentAtMeetings(stage: Stage): Script {
  const starts = new Map<string, number>();
  return (task) => {
    for (const event of stage.of('MeetingScheduled')) starts.set(event.data.meeting.id, event.data.meeting.endsAt);
    if (task.key !== 'retrospective') return diligent(task);
    const ends = starts.get(task.subject.meetingId ?? '') ?? Infinity;
    return ends <= stage.now ? diligent(task) : null;
  };
}
