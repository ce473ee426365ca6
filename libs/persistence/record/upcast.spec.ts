import type { RunEvent } from '#contracts/events';
import { aTask } from '#domain/task/task.fixture';
import { upcast } from './upcast.ts';

const opened = (v: number, task: object): RunEvent => ({ n: 2, type: 'TaskOpened', v, at: 1, cause: { kind: 'run', id: 'b' }, data: { task } }) as unknown as RunEvent;

describe('an event of an earlier release', () => {
  it('gives a task of version 1 what it did not know: nobody covers, delegates, signs, nudges or pauses', () => {
    const { accountable: _a, cover: _c, delegation: _d, signing: _s, nudged: _n, pause: _p, ...old } = aTask({ checklist: [{ key: 'rights', title: { 'zh-CN': '版权', en: 'Rights' }, mandatory: true, done: false, by: null, at: null }] as never });
    expect(upcast(opened(1, old)).data).toEqual({ task: aTask({ checklist: [{ key: 'rights', title: { 'zh-CN': '版权', en: 'Rights' }, mandatory: true, evidenceRequired: false, owner: null, done: false, by: null, at: null, evidence: null }] }) });
  });

  it('is refused when a newer release wrote it', () => {
    expect(() => upcast(opened(99, {}))).toThrow('reads up to');
  });
});
