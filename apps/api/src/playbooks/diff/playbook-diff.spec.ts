import path from 'node:path';
import type { Playbook } from '#contracts/playbook';
import { loadPlaybook } from '#platform/playbooks/load';
import { checkPlaybook } from '../playbook-check.ts';
import { diffPage } from './page.ts';
import { diffPlaybooks } from './playbook-diff.ts';

const loop = await loadPlaybook(path.resolve(import.meta.dirname, '../../../../../playbooks/collaboration-loop/playbook.yaml'));
const edited = (edit: (playbook: Playbook) => void): Playbook => {
  const copy = structuredClone(loop);
  edit(copy);
  return copy;
};
const sentences = (edit: (playbook: Playbook) => void) => diffPlaybooks(loop, edited(edit)).map(({ group, kind, sentence }) => [group, kind, sentence.en, sentence['zh-CN']]);

describe('a difference between two versions', () => {
  it('is none for the same content under another version', () => {
    expect(sentences((playbook) => { playbook.version = 9; })).toEqual([]);
  });

  it('says a changed time in words of both languages', () => {
    expect(sentences((playbook) => { playbook.settings['pre-work.due']!.default = { working: 'P3D' }; })).toEqual([
      ['settings', 'changed', 'Setting “Time for each piece of pre-work”: value goes from 2 d of working time to 3 d of working time.', '设置“策划前置工作时限”：取值由工作时间 2 天改为工作时间 3 天。'],
    ]);
    expect(sentences((playbook) => { playbook.tasks['shooting']!.due = { working: 'PT6H' }; })[0]).toEqual(['clocks', 'changed', expect.stringMatching(/^Task “.*”: time goes from the setting “Time for shooting and for editing” to 6 h of working time\.$/), expect.stringMatching(/时限由设置“制作时限”改为工作时间 6 小时。$/)]);
  });

  it('tells tasks, ladders, forms, steps and texts apart, and orders them as people look', () => {
    const changes = sentences((playbook) => {
      playbook.steps[0]!.title = { en: 'Brief', 'zh-CN': '简报' };
      playbook.tasks['extra'] = { ...playbook.tasks['shooting']!, title: { en: 'Rehearsal', 'zh-CN': '彩排' } };
      playbook.tasks['editing']!.assign = { manager: true };
      playbook.steps[1]!.raci!.accountable = { managerOf: { role: 'host' } };
      playbook.ladders['default']!.rungs[1]!.to = [{ kind: 'admin' }];
      delete (playbook.forms['rework']!.schema.properties as Record<string, unknown>)['note'];
      (playbook.forms['rework']!.schema.properties as Record<string, unknown>)['cause'] = { type: 'string' };
    });
    expect(changes.map(([group]) => group)).toEqual([...changes.map(([group]) => group)].sort((a, b) => ['steps', 'tasks', 'clocks', 'ladders', 'meetings', 'forms', 'settings', 'texts', 'other'].indexOf(a!) - ['steps', 'tasks', 'clocks', 'ladders', 'meetings', 'forms', 'settings', 'texts', 'other'].indexOf(b!)));
    const english = changes.map(([, , en]) => en).join('\n');
    expect(english).toMatch(/Task “Rehearsal” is new: Rehearsal, role camera/);
    expect(english).toMatch(/Task “Edit.*who does it goes from role editor to the manager\./);
    expect(english).toMatch(/Ladder “default”: rung 2 whom it tells goes from whoever is accountable for the step, .*manager.* to the administrators\./);
    expect(english).toMatch(/Step “Content planning”: who does what: accountable goes from the manager to the manager of role host\./);
    expect(english).toMatch(/Form “.*”: field cause is new/);
    expect(english).toMatch(/Step “Brief”: name goes from Requirement review to Brief\./);
  });

  it('of a step moved names the order, not every step that follows', () => {
    expect(sentences((playbook) => { playbook.steps.reverse(); })).toEqual([['steps', 'changed', expect.stringContaining('order goes from review, planning'), expect.stringContaining('顺序')]]);
  });

  it('as a page runs nothing and escapes every text', () => {
    const changes = diffPlaybooks(loop, edited((playbook) => { playbook.title = { en: '<script>alert(1)</script>', 'zh-CN': '"><img src=x onerror=1>' }; }));
    const pages = (['en', 'zh-CN'] as const).map((locale) => diffPage({ slug: 'collaboration-loop', from: '1', to: '2', changes }, locale));
    for (const page of pages) expect(page).not.toMatch(/<script|<img|<link|<iframe/);
    expect(pages[0]).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(pages[1]).toContain('变更前');
  });
});

describe('the check before publishing', () => {
  const problems = (edit: (playbook: Playbook) => void) => checkPlaybook('collaboration-loop', edited(edit)).problems.map(({ path: at }) => at);

  it('finds the shipped playbook sound, and names every kind of fault by its path', () => {
    expect(problems(() => undefined)).toEqual([]);
    expect(problems((playbook) => { playbook.tasks['shooting']!.form = 'none'; })).toEqual(['tasks.shooting.form']);
    expect(problems((playbook) => { playbook.steps.pop(); })).toEqual(['steps']);
    expect(problems((playbook) => { playbook.steps[0]!.key = 'brief'; })).toEqual(['steps', 'steps.0.key']);
    expect(problems((playbook) => { playbook.process = 'nothing'; })).toEqual(['process']);
    expect(problems((playbook) => { playbook.slug = 'other'; })).toEqual(['slug']);
    expect(problems((playbook) => { playbook.forms['rework']!.schema = { type: 'nonsense' }; })).toContain('forms.rework.schema');
    expect(problems((playbook) => { playbook.forms['rework']!.examples = [{ foreign: 1 }]; })).toContain('forms.rework.examples.0.foreign');
    expect(problems((playbook) => { playbook.settings['rework.cap']!.default = 'three'; })).toEqual(['settings.rework.cap.default']);
    expect(problems((playbook) => { playbook.inputExamples = [{}]; })).toEqual(expect.arrayContaining(['inputExamples.0.pieces']));
    expect(problems((playbook) => { playbook.title.en = 'a\u0000b'; })).toEqual(['title.en']);
    expect(problems((playbook) => { delete (playbook as Partial<Playbook>).ladders; })).toEqual(['ladders']);
  });
});
