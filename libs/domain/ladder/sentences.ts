import type { Target } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import type { LadderDefinition } from '#contracts/playbook';
import type { Locale, Text } from '#contracts/text';
import { durationText, exactTarget, fillIn, listed } from './words.ts';

/** A length of time in place, or the playbook setting that holds it. */
export type Length = Duration | { setting: string };
export type RungDefinition = LadderDefinition['rungs'][number];
/** A rung of a playbook, or of a clock that has its settings in place. */
export interface AnyRung {
  after: Length;
  to: readonly Target[];
  hold?: 'none' | 'working' | undefined;
  repeat?: { every: Length; max: number | { setting: string } } | undefined;
}

/** A ladder in words: what people read, what the editor lays its fields into, and what can be typed. Braces are places to fill. */
export const SENTENCES = {
  'at-once': { en: 'At the breach → tell {to}{hold}{repeat}', 'zh-CN': '一旦逾期 → 通知{to}{hold}{repeat}' },
  later: { en: 'If nobody has acknowledged {after} after the breach → tell {to}{hold}{repeat}', 'zh-CN': '若逾期后 {after} 仍无人确认 → 通知{to}{hold}{repeat}' },
  hold: { en: ', as soon as one of them is at work', 'zh-CN': '（等到其中有人上班）' },
  repeat: { en: '; again every {every} until somebody acknowledges, {max} times at most', 'zh-CN': '；此后每 {every} 再次通知，直到有人确认，最多 {max} 次' },
  acknowledged: { en: 'Whoever acknowledges stops the ladder for {for}; then it goes on from where it stood', 'zh-CN': '确认后升级暂停 {for}，到期从原处继续' },
  severity: { en: 'For severity {level}:', 'zh-CN': '严重级别 {level}：' },
} as const satisfies Record<string, Text>;
export type SentenceKey = keyof typeof SENTENCES;
const NOTHING: Text = { en: '', 'zh-CN': '' };

/** A sentence cut into its words and its places to fill, in the order of one language. */
export function partsOf(key: SentenceKey, locale: Locale): Array<{ words: string } | { slot: string }> {
  return SENTENCES[key][locale].split(/(\{\w+\})/).filter((part) => part !== '').map((part) => (/^\{\w+\}$/.test(part) ? { slot: part.slice(1, -1) } : { words: part }));
}

/** A length in words; one that a setting holds by that setting's name in braces. */
export function lengthText(length: Length): Text {
  if (!('setting' in length)) return durationText(length);
  return { en: `{${length.setting}}`, 'zh-CN': `{${length.setting}}` };
}

/** Whether a rung comes with the breach itself. */
export const isAtOnce = (after: Length): boolean => !('setting' in after) && !/[1-9]/.test('working' in after ? after.working : after.clock);

/** A rung as one sentence in both languages. `length` may write settings by their title. */
export function rungSentence({ after, to, hold, repeat }: AnyRung, length: (length: Length) => Text = lengthText): Text {
  return fillIn(SENTENCES[isAtOnce(after) ? 'at-once' : 'later'], {
    after: length(after),
    to: listed(to.map(exactTarget)),
    hold: hold === 'working' ? SENTENCES.hold : NOTHING,
    repeat: repeat ? fillIn(SENTENCES.repeat, { every: length(repeat.every), max: typeof repeat.max === 'number' ? repeat.max : `{${repeat.max.setting}}` }) : NOTHING,
  });
}

export const acknowledgedSentence = (acknowledgeFor: Length, length: (length: Length) => Text = lengthText): Text => fillIn(SENTENCES.acknowledged, { for: length(acknowledgeFor) });

/** A ladder as lines that {@link readLadder} reads again: its rungs, what acknowledging does, then each severity that has rungs of its own. */
export function writeLadder({ rungs, acknowledgeFor, variants }: LadderDefinition, locale: Locale): string[] {
  const own = [...rungs.map((rung) => rungSentence(rung)), acknowledgedSentence(acknowledgeFor)];
  const others = Object.entries(variants).flatMap(([level, variant]) => [
    fillIn(SENTENCES.severity, { level }),
    ...variant.rungs.map((rung) => rungSentence(rung)),
    ...(variant.acknowledgeFor ? [acknowledgedSentence(variant.acknowledgeFor)] : []),
  ]);
  return [...own, ...others].map((text) => text[locale]);
}
