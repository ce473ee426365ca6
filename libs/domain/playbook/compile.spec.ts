import { type Playbook, ZPlaybook } from '#contracts/playbook';
import { compilePlaybook } from './compile.ts';
import { PlaybookError } from './errors.ts';
import { lintPlaybook } from './lint.ts';
import { durationSetting, numberSetting, recurrenceSetting, resolveSettings } from './settings.ts';
import { fillText } from './texts.ts';

const text = (words: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': words, en: words });
const setting = (value: unknown): object => ({ title: text('设置'), source: '4.3', schema: {}, default: value });

const raci = { source: '4.1', accountable: { manager: true }, signOff: 'decision', responsible: [{ role: 'ops' }] };

/** The smallest playbook with one of everything that refers to something else. */
function playbook(changes: Record<string, unknown> = {}): Playbook {
  return ZPlaybook.parse({
    slug: 'tiny',
    version: 3,
    process: 'tiny',
    title: text('小'),
    description: text('小'),
    source: '4.3',
    input: {},
    inputExamples: [{}],
    settings: { 'a.due': setting({ working: 'P1D' }), 'at-risk.share': setting(0.8), 'meets.every': setting({ kind: 'weekly', weekday: 5, time: '16:00' }), cap: setting(3), node: setting('PT24H') },
    steps: [{ key: 'only', title: text('一步'), source: '4.3', raci }],
    forms: { f: { version: 2, title: text('表'), schema: { type: 'object', properties: { decision: { enum: ['done'] } } }, steers: ['decision'], examples: [{}] } },
    reminders: { default: { before: [{ working: 'P1D' }], atDue: true, after: { every: { working: 'P1D' }, max: { setting: 'cap' } } } },
    ladders: { default: { source: '4.3', acknowledgeFor: { working: 'P1D' }, rungs: [{ after: { clock: 'PT0S' }, to: [{ kind: 'manager' }] }] } },
    tasks: {
      a: { title: text('至多 {cap} 次'), description: text('说明'), source: '2.1', assign: { role: 'ops' }, form: 'f', due: { setting: 'a.due' } },
      b: { title: text('乙'), description: text('说明'), source: '2.1', assign: { manager: true }, due: { clock: 'PT1H' } },
    },
    groups: { g: ['a', 'b'] },
    meetings: { m: { title: text('会'), source: '4.3', recurrence: { setting: 'meets.every' }, duration: { clock: 'PT1H' }, agenda: [text('议程')], attendees: [{ kind: 'manager' }], decisions: ['done'], task: 'a' } },
    checkpoints: { c: { source: '2.3', nodes: [{ key: '24h', after: { setting: 'node' } }], metrics: [{ metric: 'plays', title: text('播放量'), unit: 'count', floor: { setting: 'cap' }, nodes: ['24h'] }], underTask: 'a', missingTask: 'b' } },
    ...changes,
  });
}
const faultOf = (act: () => unknown): [string, string] => {
  try {
    act();
  } catch (error) {
    if (error instanceof PlaybookError) return [error.fault, error.subject];
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('compilePlaybook', () => {
  it('puts defaults in place and pins version, form and texts', () => {
    const compiled = compilePlaybook(playbook(), {});
    expect(compiled).toMatchObject({ slug: 'tiny', version: 3, calendarId: 'org', settings: { cap: 3, node: { clock: 'PT24H' } } });
    expect(compiled.tasks.a).toMatchObject({ key: 'a', form: { key: 'f', version: 2 }, title: text('至多 3 次') });
    expect(compiled.meetings.m).toMatchObject({ durationMs: 3_600_000, recurrence: { kind: 'weekly' } });
    expect(compiled.checkpoints.c).toMatchObject({ nodes: [{ key: '24h', afterMs: 86_400_000 }], metrics: [{ floor: 3 }] });
  });

  it('names the setting and its section where the due time is a setting, the task own section where it stands in place', () => {
    const { a, b } = compilePlaybook(playbook(), {}).tasks;
    expect(a?.policy).toMatchObject({ setting: 'a.due', source: '4.3', remindAfter: { max: 3 } });
    expect(b?.policy).toMatchObject({ due: { clock: 'PT1H' }, source: '2.1' });
    expect(b?.policy).not.toHaveProperty('setting');
  });

  it('survives JSON unchanged, as it travels to Temporal', () => {
    const compiled = compilePlaybook(playbook(), { node: 'PT5S' });
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  it('leaves the playbook as it was', () => {
    const given = playbook();
    const before = structuredClone(given);
    compilePlaybook(given, { 'meets.every': 'PT5S', cap: 1 });
    expect(given).toEqual(before);
  });

  it.each([
    ['an unknown setting', { nothing: 1 }, ['unknown-setting', 'nothing']],
    ['a name of the prototype', { constructor: 1 }, ['unknown-setting', 'constructor']],
    ['a duration that is a number', { 'a.due': 5 }, ['bad-setting', 'a.due']],
    ['a recurrence that is none', { 'meets.every': { kind: 'yearly' } }, ['bad-setting', 'meets.every']],
    ['a repeat without a duration', { 'meets.every': { kind: 'every', every: 5 } }, ['bad-setting', 'meets.every']],
    ['a share that is a text', { 'at-risk.share': 'most' }, ['bad-setting', 'at-risk.share']],
    ['working days where only clock time has a length', { node: { working: 'P1D' } }, ['bad-setting', 'node']],
  ])('refuses %s', (_what, settings, fault) => {
    expect(faultOf(() => compilePlaybook(playbook(), settings))).toEqual(fault);
  });

  it('refuses a task whose ladder or form does not exist', () => {
    const broken = playbook();
    (broken.tasks.a as { ladder: string }).ladder = 'none';
    expect(faultOf(() => compilePlaybook(broken, {}))).toEqual(['unknown-reference', 'none']);
    const formless = playbook({ forms: {} });
    expect(faultOf(() => compilePlaybook(formless, {}))).toEqual(['unknown-reference', 'f']);
  });
});

describe('settings', () => {
  const settings = resolveSettings(playbook(), { node: 'PT5S', 'meets.every': { kind: 'every', every: 'PT5S' } });

  it('reads durations, numbers and recurrences, with a bare duration as clock time', () => {
    expect(durationSetting(settings, 'node')).toEqual({ clock: 'PT5S' });
    expect(numberSetting(settings, 'cap')).toBe(3);
    expect(recurrenceSetting(settings, 'node')).toEqual({ kind: 'every', every: { clock: 'PT5S' } });
    expect(recurrenceSetting(settings, 'meets.every')).toEqual({ kind: 'every', every: { clock: 'PT5S' } });
  });

  it('fills a text, and refuses one that names no setting', () => {
    expect(fillText(text('{cap} of {node}'), settings).en).toBe('3 of {"clock":"PT5S"}');
    expect(faultOf(() => fillText(text('{none}'), settings))).toEqual(['unknown-setting', 'none']);
  });
});

describe('lintPlaybook', () => {
  const pathsOf = (changes: (given: Playbook) => void): string[] => {
    const given = playbook();
    changes(given);
    return lintPlaybook(given).map(({ path }) => path);
  };

  it('is content with a sound playbook', () => {
    expect(lintPlaybook(playbook())).toEqual([]);
  });

  it.each<[string, (given: Playbook) => void, string]>([
    ['a form', (given) => Object.assign(given.tasks.a as object, { form: 'none' }), 'tasks.a.form'],
    ['a ladder', (given) => Object.assign(given.tasks.a as object, { ladder: 'none' }), 'tasks.a.ladder'],
    ['a reminder list', (given) => Object.assign(given.tasks.a as object, { reminders: 'none' }), 'tasks.a.reminders'],
    ['a setting of a due time', (given) => Object.assign(given.tasks.a as object, { due: { setting: 'none' } }), 'tasks.a.due'],
    ['a setting in a text', (given) => Object.assign(given.tasks.a as object, { title: text('{none}') }), 'tasks.a.title'],
    ['the at-risk share', (given) => void delete given.settings['at-risk.share'], 'settings'],
    ['a task of a group', (given) => given.groups.g?.push('none'), 'groups.g.2'],
    ['a repeated task of a group', (given) => given.groups.g?.push('a'), 'groups.g'],
    ['the task of a meeting', (given) => Object.assign(given.meetings.m as object, { task: 'none' }), 'meetings.m.task'],
    ['a decision that the form does not offer', (given) => given.meetings.m?.decisions.push('drop'), 'meetings.m.decisions'],
    ['the task of a checkpoint', (given) => Object.assign(given.checkpoints.c as object, { underTask: 'none' }), 'checkpoints.c.underTask'],
    ['the node of a metric', (given) => given.checkpoints.c?.metrics[0]?.nodes.push('48h'), 'checkpoints.c.metrics.plays'],
    ['an answer that steers', (given) => given.forms.f?.steers.push('none'), 'forms.f.steers'],
    ['a step that is there twice', (given) => given.steps.push(given.steps[0] as Playbook['steps'][number]), 'steps'],
  ])('finds %s', (_what, change, path) => {
    expect(pathsOf(change)).toContain(path);
  });
});
