import fc from 'fast-check';
import type { RunEvent } from '#contracts/events';
import { clock, context, event, meeting, task } from './notices.fixture.ts';
import { KIND_OF } from './kinds.ts';
import { noticesFor } from './notices.ts';

const people = ['ann', 'bob', 'lea', 'max'];
const ids = ['t', 'u'];
const deadline = { kind: 'rung' as const, index: 0, at: 1 };
const makers: Array<(n: number, id: string, actor: string | undefined) => RunEvent> = [
  (n, id, actor) => event(n, 'TaskOpened', { task: task(`${id}${n}`) }, actor),
  (n, taskId, actor) => event(n, 'TaskCancelled', { taskId, reason: 'x' }, actor),
  (n, taskId) => event(n, 'TaskReminded', { taskId, deadline, clock }),
  (n, taskId) => event(n, 'TaskBreached', { taskId, deadline, clock }),
  (n, taskId) => event(n, 'BreachAnnulled', { taskId, clock }),
  (n, taskId) => event(n, 'RungFired', { taskId, rung: 0, to: [], deadline, clock }),
  (n, taskId, actor) => event(n, 'TaskReturned', { taskId, by: actor ?? 'ann', toStep: 's', reason: 'y' }, actor),
  (n, _id, actor) => event(n, 'MeetingScheduled', { meeting: meeting() }, actor),
  (n, _id, actor) => event(n, 'RunCancelled', { by: actor ?? 'ann', reason: 'z' }, actor),
  (n, _id, actor) => event(n, 'StepEntered', { step: 's', title: { 'zh-CN': '步', en: 'Step' }, visit: n }, actor),
];

const batch = fc.array(fc.record({ maker: fc.nat(makers.length - 1), id: fc.constantFrom(...ids), actor: fc.option(fc.constantFrom(...people), { nil: undefined }), audience: fc.subarray(people) }), { maxLength: 20 }).map((rows) => ({
  events: rows.map((row, index) => makers[row.maker]!(index + 1, row.id, row.actor)),
  audience: Object.fromEntries(rows.map((row, index) => [index + 1, row.audience])),
}));
const rows = { tasks: Object.fromEntries(ids.map((id) => [id, task(id)])) };
const pairsOf = (plans: ReturnType<typeof noticesFor>) => plans.flatMap((plan) => plan.eventNumbers.map((n) => `${plan.personId}/${n}`));

describe('noticesFor, for any batch', () => {
  it('brings an event to a person in at most one notice, and only to its audience', () => {
    fc.assert(fc.property(batch, ({ events, audience }) => {
      const pairs = pairsOf(noticesFor(events, context(audience, rows)));
      expect(new Set(pairs).size).toBe(pairs.length);
      for (const pair of pairs) expect(audience[Number(pair.split('/')[1])]).toContain(pair.split('/')[0]);
    }));
  });

  it('forgets nobody whom an event of a clock concerns', () => {
    fc.assert(fc.property(batch, ({ events, audience }) => {
      const pairs = pairsOf(noticesFor(events, context(audience, rows)));
      for (const { n, type, cause } of events) if (KIND_OF[type] && cause.kind === 'clock' && type !== 'TaskCancelled') for (const person of audience[n] ?? []) expect(pairs).toContain(`${person}/${n}`);
    }));
  });

  it('names each notice by its lowest number, ascending, and answers the same again', () => {
    fc.assert(fc.property(batch, ({ events, audience }) => {
      const plans = noticesFor(events, context(audience, rows));
      for (const plan of plans) expect([plan.fromN, plan.eventNumbers]).toEqual([Math.min(...plan.eventNumbers), [...plan.eventNumbers].sort((a, b) => a - b)]);
      expect(noticesFor(events, context(audience, rows))).toEqual(plans);
    }));
  });
});
