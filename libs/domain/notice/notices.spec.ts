import type { Deadline } from '#contracts/clock';
import type { Piece } from '#contracts/piece';
import { clock, context, event, meeting, task } from './notices.fixture.ts';
import { noticesFor } from './notices.ts';

const deadline: Deadline = { kind: 'rung', index: 0, at: 1 };
const told = (plans: ReturnType<typeof noticesFor>) => plans.map(({ personId, kind, eventNumbers }) => `${personId} ${kind} ${eventNumbers.join('+')}`);

describe('noticesFor', () => {
  it('tells whoever may do a task that it is there, with due time and handbook section', () => {
    const opened = task('t', { assignee: null, candidates: ['bob', 'ann'] });
    const plans = noticesFor([event(3, 'TaskOpened', { task: opened })], context({ 3: ['bob', 'ann', 'bob'] }));
    expect(told(plans)).toEqual(['ann task-opened 3', 'bob task-opened 3']);
    expect(plans[0]).toMatchObject({ taskId: 't', fromN: 3, asksForAction: true, email: true, data: { runTitle: 'Spring', items: [{ title: { en: 'Task t' }, dueAt: 1_000_000, source: '4.3' }] } });
  });

  it('tells which role nobody holds, and whom somebody stands in for', () => {
    const fallen = task('t', { assign: { role: 'editor' }, fellToManager: true, cover: { for: 'max', absenceId: 'x', since: 1 } });
    expect(noticesFor([event(1, 'TaskOpened', { task: fallen })], context({ 1: ['ann'] }))[0]?.data.items[0]).toMatchObject({ unheld: 'editor', actingFor: 'max' });
    expect(noticesFor([event(1, 'TaskOpened', { task: task('t', { assign: { role: 'editor' } }) })], context({ 1: ['ann'] }))[0]?.data.items[0]).toMatchObject({ unheld: null, actingFor: null });
  });

  it('tells nobody what they did themselves, but does tell them of a meeting or a task that came of it', () => {
    const events = [
      event(1, 'TaskTransferred', { taskId: 't', by: 'ann', to: 'bob', reason: 'away' }, 'ann'),
      event(2, 'MeetingScheduled', { meeting: meeting() }, 'ann'),
      event(3, 'TaskOpened', { task: task('u') }, 'ann'),
    ];
    const plans = noticesFor(events, context({ 1: ['ann', 'bob'], 2: ['ann', 'bob'], 3: ['ann'] }, { tasks: { t: task('t', { assignee: 'bob' }) } }));
    expect(told(plans)).toEqual(['ann meeting-invited 2', 'ann task-opened 3', 'bob task-assigned 1', 'bob meeting-invited 2']);
    expect(plans[3]?.data.meeting).toMatchObject({ id: 'm', sequence: 0, attendees: ['ann', 'bob'] });
  });

  it('tells all clock events of a batch to a person in one notice, named for the gravest', () => {
    const events = [
      event(4, 'TaskReminded', { taskId: 't', deadline, clock }),
      event(5, 'TaskBreached', { taskId: 't', deadline, clock }),
      event(6, 'RungFired', { taskId: 't', rung: 0, to: [], deadline, clock }),
      event(7, 'RungFired', { taskId: 'u', rung: 1, to: [], deadline, clock }),
    ];
    const plans = noticesFor(events, context({ 4: ['ann'], 5: ['ann'], 6: ['ann', 'lea'], 7: ['lea'] }, { tasks: { t: task('t'), u: task('u') } }));
    expect(told(plans)).toEqual(['ann task-breached 4+5+6', 'lea rung-fired 6+7']);
    expect(plans[0]?.data.items[0]?.kind).toBe('task-breached');
    expect(plans.map((plan) => plan.taskId)).toEqual(['t', null]);
  });

  it('tells of everything that one change of a calendar moves in one notice, and of a meeting’s task by its new date alone', () => {
    const moved = { clock: { ...clock, dueAt: 2_000_000 }, was: 1_000_000, reason: 'closed' };
    const events = [
      event(1, 'MeetingMoved', { meetingId: 'm', startsAt: 7, endsAt: 8, was: { startsAt: 5, endsAt: 6 }, reason: 'closed' }, 'max'),
      event(2, 'ClockReplanned', { taskId: 't', ...moved }, 'max'),
      event(3, 'ClockReplanned', { taskId: 'u', ...moved }, 'max'),
      event(4, 'ClockReplanned', { taskId: 'v', ...moved }, 'max'),
      event(5, 'ClockReplanned', { taskId: 'w', clock }, 'max'),
    ];
    const rows = { tasks: { t: task('t', { subject: { meetingId: 'm' } }), u: task('u'), v: task('v'), w: task('w') }, meetings: { m: meeting({ startsAt: 7, endsAt: 8, sequence: 1 }) } };
    const plans = noticesFor(events, context({ 1: ['ann', 'max'], 2: ['ann'], 3: ['ann'], 4: ['ann', 'max'], 5: ['ann'] }, rows));
    expect(told(plans)).toEqual(['ann meeting-moved 1', 'ann task-due-moved 3+4', 'max meeting-moved 1']);
    expect(plans[0]?.data.meeting).toMatchObject({ startsAt: 7, sequence: 1 });
    expect(plans[1]?.data.items[0]).toMatchObject({ was: 1_000_000, dueAt: 2_000_000, reason: 'closed' });
  });

  it('lets an annulled alarm count only when nothing else is left', () => {
    const annulled = [event(1, 'TaskBreached', { taskId: 't', deadline, clock }), event(2, 'BreachAnnulled', { taskId: 't', clock })];
    const rows = { tasks: { t: task('t'), u: task('u') } };
    expect(noticesFor(annulled, context({ 1: ['ann'], 2: ['ann'] }, rows))[0]).toMatchObject({ kind: 'breach-annulled', email: false });
    const another = [...annulled, event(3, 'TaskBreached', { taskId: 'u', deadline, clock })];
    expect(noticesFor(another, context({ 1: ['ann'], 2: ['ann'], 3: ['ann'] }, rows))[0]).toMatchObject({ kind: 'task-breached', data: { items: [{ taskId: 'u' }, {}, {}] } });
  });

  it('tells of ended work only those who had it, and of a cancelled run with all its tasks once', () => {
    const events = [
      event(8, 'RunCancelled', { by: 'max', reason: 'budget' }, 'max'),
      event(9, 'TaskCancelled', { taskId: 't', reason: 'budget' }, 'max'),
      event(10, 'TaskCancelled', { taskId: 'u', reason: 'budget' }, 'max'),
    ];
    const tasks = { t: task('t'), u: task('u', { assignee: null, candidates: ['ann', 'bob'] }) };
    const plans = noticesFor(events, context({ 8: ['ann', 'max'], 9: ['ann', 'lea'], 10: ['ann', 'bob', 'lea'] }, { tasks }));
    expect(told(plans)).toEqual(['ann run-cancelled 8+9+10', 'bob task-cancelled 10']);
  });

  it('says which alarm a metric task is, and joins rework with the task that asks for it', () => {
    const checkpoint = { node: '24h', at: 1, metrics: [{ metric: 'plays', floor: 1, value: null, verdict: 'missing' as const }, { metric: 'rate', floor: 1, value: 0, verdict: 'under' as const }] };
    const pieces = { p: { id: 'p', title: 'Clip', checkpoints: [checkpoint] } as unknown as Piece };
    const about = (id: string, metric: string) => task(id, { subject: { pieceId: 'p', node: '24h', metric } });
    const rework = task('w', { subject: { pieceId: 'p', defects: [{ code: 'sound', note: 'too low' }] } });
    const events = [
      event(1, 'TaskOpened', { task: about('a', 'plays') }),
      event(2, 'TaskOpened', { task: about('b', 'rate') }),
      event(3, 'ReworkAsked', { pieceId: 'p', reworks: 1 }),
      event(4, 'TaskOpened', { task: rework }),
    ];
    const plans = noticesFor(events, context({ 1: ['ann'], 2: ['ann'], 3: ['ann', 'bob'], 4: ['ann'] }, { pieces }));
    expect(told(plans)).toEqual(['ann metric-missing 1', 'ann metric-under 2', 'ann rework-asked 3+4', 'bob rework-asked 3']);
    expect(plans[2]).toMatchObject({ taskId: 'w', data: { items: [{ subject: 'Clip', defects: ['sound: too low'] }, {}] } });
  });

  it('revokes an invitation under a higher sequence', () => {
    const plans = noticesFor([event(2, 'MeetingCancelled', { meetingId: 'm', reason: 'holiday' })], context({ 2: ['bob'] }, { meetings: { m: meeting() } }));
    expect(plans[0]).toMatchObject({ kind: 'meeting-cancelled', data: { meeting: { sequence: 1 } } });
  });
});
