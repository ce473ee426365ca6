import { join } from 'node:path';
import type { Playbook } from '#contracts/playbook';
import type { Json } from '#contracts/text';
import { compilePlaybook } from '#domain/playbook/compile';
import { recurrenceSetting } from '#domain/playbook/settings';
import { loadPlaybook } from '#platform/playbooks/load';
import { validateAnswers, validateInput, validateSettings } from '#platform/playbooks/validate';

const playbook = await loadPlaybook(join(import.meta.dirname, 'playbook.yaml'));
const form = (key: string): Playbook['forms'][string] => playbook.forms[key] as Playbook['forms'][string];
const example = (key: string): Record<string, Json> => form(key).examples[0] as Record<string, Json>;
const FAST = ['review.recurrence', 'retrospective.recurrence', 'checks.daily.every', 'checks.weekly.every', 'monitoring.nodes.24h', 'monitoring.nodes.48h', 'monitoring.nodes.72h', 'monitoring.nodes.7d'];

describe('the defaults of handbook 4.3', () => {
  const loop = compilePlaybook(playbook, {});

  it('gives the eight pieces of pre-work to their roles for 2 working days', () => {
    const roles = (loop.groups['pre-work'] ?? []).map((key) => [key, loop.tasks[key]?.assign]);
    expect(Object.fromEntries(roles)).toEqual({
      'competitor-analysis': { role: 'data' },
      'user-persona': { role: 'data' },
      'topic-selection': { role: 'host' },
      'script-outline': { role: 'script' },
      'visual-style': { role: 'visual' },
      'copy-and-title': { role: 'copy' },
      'resources-and-budget': { role: 'ops' },
      'publishing-plan': { role: 'ops' },
    });
    expect(loop.tasks['user-persona']?.policy).toMatchObject({ due: { working: 'P2D' }, setting: 'pre-work.due', source: '4.3' });
  });

  it('reminds, warns and escalates by settings', () => {
    expect(loop.tasks.shooting?.policy).toEqual({
      due: { working: 'P5D' },
      source: '4.3',
      setting: 'production.due',
      atRiskShare: 0.8,
      remindBefore: [{ working: 'P1D' }],
      remindAtDue: true,
      remindAfter: { every: { working: 'P1D' }, max: 3 },
      ladder: [
        { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }, { kind: 'lead' }] },
        { after: { working: 'PT4H' }, to: [{ kind: 'accountable' }, { kind: 'manager' }] },
        { after: { working: 'P1D' }, to: [{ kind: 'admin' }] },
      ],
      acknowledgeFor: { working: 'P1D' },
    });
  });

  it('has the manager accountable for every step, who signs off what does not end with a decision of theirs (4.1, 4.3)', () => {
    expect(loop.steps.map(({ key, raci }) => [key, raci?.accountable, raci?.signOff])).toEqual([
      ['review', { manager: true }, 'decision'],
      ['planning', { manager: true }, { task: 'sign-off' }],
      ['production', { manager: true }, { task: 'sign-off' }],
      ['monitoring', { manager: true }, { task: 'sign-off' }],
      ['retrospective', { manager: true }, 'decision'],
    ]);
    expect(loop.tasks.opinion).toMatchObject({ lapses: true, policy: { due: { working: 'P1D' }, ladder: [], remindBefore: [], remindAtDue: false } });
  });

  it('has three different people check, each within 4 working hours', () => {
    const checks = ['daily-check', 'weekly-check', 'final-check'].map((key) => loop.tasks[key]);
    expect(checks.map((task) => task?.assign)).toEqual([{ role: 'visual' }, { role: 'script' }, { manager: true }]);
    for (const task of checks) expect(task?.policy.due).toEqual({ working: 'PT4H' });
  });

  it('looks at plays after 24 h only, at the ratios at every node', () => {
    const launch = loop.checkpoints['launch-metrics'];
    expect(launch?.nodes.map(({ key, afterMs }) => [key, afterMs / 3_600_000])).toEqual([['24h', 24], ['48h', 48], ['72h', 72], ['7d', 168]]);
    expect(launch?.metrics.map(({ metric, floor, nodes }) => [metric, floor, nodes.length])).toEqual([['plays', 1000, 1], ['completion-rate', 0.2, 4], ['conversion-rate', 0.01, 4]]);
  });

  it('fills figures into the texts that people read', () => {
    expect(loop.tasks['rework-decision']?.description.en).toContain('after 3 reworks');
    expect(loop.tasks.publishing?.description['zh-CN']).toContain('02:00–04:00');
  });
});

describe('a turn in a minute', () => {
  it.each<[string, Json]>([['bare', 'PT5S'], ['clock', { clock: 'PT5S' }]])('takes every checkpoint and recurrence as a %s PT5S', (_kind, value) => {
    const settings = Object.fromEntries(FAST.map((name) => [name, value]));
    expect(validateSettings(playbook, settings)).toEqual([]);
    const loop = compilePlaybook(playbook, settings);
    expect(loop.meetings.retrospective?.recurrence).toEqual({ kind: 'every', every: { clock: 'PT5S' } });
    expect(loop.checkpoints['launch-metrics']?.nodes.map((node) => node.afterMs)).toEqual([5000, 5000, 5000, 5000]);
    expect(recurrenceSetting(loop.settings, 'checks.weekly.every')).toEqual({ kind: 'every', every: { clock: 'PT5S' } });
  });

  it('takes a recurrence in full', () => {
    const settings = { 'review.recurrence': { kind: 'every', every: { clock: 'PT5S' } }, 'checks.daily.every': { kind: 'every', every: 'PT5S' } };
    expect(validateSettings(playbook, settings)).toEqual([]);
    expect(compilePlaybook(playbook, settings).meetings['requirement-review']?.recurrence).toEqual({ kind: 'every', every: { clock: 'PT5S' } });
  });
});

describe('what is refused, and where', () => {
  it('a check that failed without defects', () => {
    expect(validateAnswers(form('check'), { decision: 'failed' })).toEqual([{ path: 'defects', message: 'is required' }]);
    expect(validateAnswers(form('check'), { decision: 'failed', defects: [] })).toMatchObject([{ path: 'defects' }]);
    expect(validateAnswers(form('check'), { decision: 'failed', defects: [{ code: 'blur' }] })).toEqual([{ path: 'defects.0.note', message: 'is required' }]);
  });

  it('a quality item outside 0 to 5, and one left out', () => {
    const quality = example('final-check').quality as Record<string, Json>;
    const { hook: _hook, ...rest } = quality;
    expect(Object.keys(quality)).toHaveLength(12);
    expect(validateAnswers(form('final-check'), { ...example('final-check'), quality: { ...quality, hook: 6 } })).toMatchObject([{ path: 'quality.hook' }]);
    expect(validateAnswers(form('final-check'), { ...example('final-check'), quality: rest })).toEqual([{ path: 'quality.hook', message: 'is required' }]);
  });

  it('a decision that nobody knows, a link that is none, a metric neither supplied nor explained', () => {
    expect(validateAnswers(form('requirement-review'), { decision: 'maybe' })).toEqual([{ path: 'decision', message: 'must be one of go, revise, drop' }]);
    expect(validateAnswers(form('publishing'), { ...example('publishing'), link: 'no link' }).map(({ path }) => path)).toContain('link');
    expect(validateAnswers(form('metric-missing'), { decision: 'supplied' })).toEqual([{ path: 'value', message: 'is required' }]);
  });

  it('an action whose owner is neither a person nor an address', () => {
    const action = { title: '改开头', owner: 'somebody', due: '2026-12-18' };
    expect(validateAnswers(form('retrospective'), { ...example('retrospective'), actions: [action] })[0]?.path).toBe('actions.0.owner');
  });

  it('input without pieces, a person who is no id, a foreign field', () => {
    expect(validateInput(playbook, { contentType: 'tutorial' })).toEqual([{ path: 'pieces', message: 'is required' }]);
    const input = playbook.inputExamples[0] as Record<string, Json>;
    expect(validateInput(playbook, { ...input, people: { host: 'me' } })).toMatchObject([{ path: 'people.host' }]);
    expect(validateInput(playbook, { ...input, extra: 1 })).toMatchObject([{ path: 'extra' }]);
    expect(validateInput(playbook, null)).toMatchObject([{ path: '' }]);
  });

  it.each<[string, Json]>([['rework.cap', -1], ['rework.cap', 'three'], ['floors.plays', null], ['pre-work.due', 'soon'], ['review.recurrence', 'PT0S'], ['monitoring.nodes.24h', { working: 'P1D' }], ['nothing', 1]])('the setting %s as %j', (name, value) => {
    const problems = validateSettings(playbook, { [name]: value });
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.path).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')}`));
  });
});
