import fc from 'fast-check';
import type { Target } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import { ZLadder, type LadderDefinition } from '#contracts/playbook';
import type { Locale } from '#contracts/text';
import { plainLadder, readLadder } from './read.ts';
import { partsOf, rungSentence, writeLadder, type Length } from './sentences.ts';

const amount = fc.integer({ min: 0, max: 999 });
const iso = fc.tuple(amount, amount, amount, amount).map(([d, h, m, s]) => {
  const time = [[h, 'H'], [m, 'M'], [s, 'S']].map(([n, letter]) => (n ? `${n}${letter}` : '')).join('');
  return d || time ? `P${d ? `${d}D` : ''}${time ? `T${time}` : ''}` : 'PT0S';
});
const duration: fc.Arbitrary<Duration> = fc.oneof(iso.map((working) => ({ working })), iso.map((clock) => ({ clock })));
const setting = fc.stringMatching(/^[a-z][a-z0-9.-]{0,30}$/).map((name) => ({ setting: name }));
const length: fc.Arbitrary<Length> = fc.oneof(duration, setting);
/** Names of roles may hold anything that a playbook may: commas, arrows, words of the sentences themselves. */
const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('host', 'a, b', '甲、乙', ', as soon as one of them is at work', '；此后每 1 再次通知', 'x → tell the manager'));
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom('assignee' as const, 'lead' as const, 'accountable' as const, 'manager' as const, 'admin' as const).map((kind) => ({ kind })),
  name.map((role) => ({ kind: 'role' as const, role })),
  name.map((team) => ({ kind: 'team' as const, team })),
  fc.uuid().map((person) => ({ kind: 'person' as const, person })),
);
const rung: fc.Arbitrary<LadderDefinition['rungs'][number]> = fc.record(
  { after: length, to: fc.array(target, { minLength: 1, maxLength: 4 }), hold: fc.constantFrom('none' as const, 'working' as const), repeat: fc.record({ every: length, max: fc.oneof(fc.integer({ min: 0, max: 100 }), setting) }) },
  { requiredKeys: ['after', 'to', 'hold'] },
);
const rungs = fc.array(rung, { maxLength: 4 });
const ladder: fc.Arbitrary<LadderDefinition> = fc.record({
  source: fc.constant('4.3'),
  acknowledgeFor: length,
  rungs,
  variants: fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.record({ acknowledgeFor: length, rungs }, { requiredKeys: ['rungs'] }), { noNullPrototype: true }),
});
const locale = fc.constantFrom<Locale>('en', 'zh-CN');

it('a ladder written as sentences is read again as the same ladder, in both languages', () => {
  fc.assert(fc.property(ladder, locale, (one, language) => {
    expect(ZLadder.safeParse(one).success).toBe(true);
    const read = readLadder(writeLadder(one, language), language, one.source);
    expect(read).toEqual({ ladder: plainLadder(one), problems: [] });
    expect(plainLadder(plainLadder(one))).toEqual(plainLadder(one));
  }), { numRuns: 400 });
});

it('no line makes the reader fail otherwise than by naming it', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), ladder.map((one) => writeLadder(one, 'en').join(' ')))), locale, (lines, language) => {
    const { ladder: read, problems } = readLadder(lines, language, '4.3');
    expect(read === null).toBe(problems.length > 0);
    for (const { line } of problems) expect(line).toBeLessThanOrEqual(Math.max(lines.length, 0));
  }));
});

it('reads what a person types, arrows and spaces as they come', () => {
  const typed = ['At the breach -> tell the person,the team lead', '', 'If nobody has acknowledged 4h of working time after the breach → tell role host, as soon as one of them is at work; again every 30 min of clock time until somebody acknowledges, 3 times at most', 'Whoever acknowledges stops the ladder for {ladder.acknowledge}; then it goes on from where it stood', 'For severity 1:', 'At the breach → tell the administrators'];
  expect(readLadder(typed, 'en', '4.3').ladder).toEqual({
    source: '4.3',
    acknowledgeFor: { setting: 'ladder.acknowledge' },
    rungs: [
      { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }, { kind: 'lead' }], hold: 'none' },
      { after: { working: 'PT4H' }, to: [{ kind: 'role', role: 'host' }], hold: 'working', repeat: { every: { clock: 'PT30M' }, max: 3 } },
    ],
    variants: { 1: { rungs: [{ after: { clock: 'PT0S' }, to: [{ kind: 'admin' }], hold: 'none' }] } },
  });
});

it('names each line that it cannot read, and what is missing', () => {
  const problems = (lines: string[]) => readLadder(lines, 'zh-CN', '4.3').problems.map(({ line, message }) => [line, message['zh-CN']]);
  expect(problems(['一旦逾期 → 通知张三', '随便写', '严重级别 7：'])).toEqual([[1, '不认识“张三”'], [2, '不是升级规则的句子'], [3, '严重级别为 1 至 4']]);
  expect(problems(['一旦逾期 → 通知项目经理'])).toEqual([[1, '缺少一行说明确认的有效期']]);
  expect(problems(['若逾期后 很久 仍无人确认 → 通知管理员'])[0]![1]).toContain('“很久”不是时长');
});

it('cuts sentences into words and places, for fields to be laid into', () => {
  expect(partsOf('later', 'zh-CN')).toEqual([{ words: '若逾期后 ' }, { slot: 'after' }, { words: ' 仍无人确认 → 通知' }, { slot: 'to' }, { slot: 'hold' }, { slot: 'repeat' }]);
  expect(rungSentence({ after: { setting: 'a' }, to: [{ kind: 'admin' }] }, () => ({ en: 'Time to x', 'zh-CN': '时限' })).en).toBe('If nobody has acknowledged Time to x after the breach → tell the administrators');
});
