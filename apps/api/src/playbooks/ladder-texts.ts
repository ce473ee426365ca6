import type { Rung } from '#contracts/clock';
import type { Text } from '#contracts/text';
import { parseDuration } from '#domain/calendar/duration';
import { targetsText } from '../tasks/why-rungs.ts';
import { durationText, fillIn } from '../tasks/why-texts.ts';

/** A ladder in words (the editor shows it so). Braces are filled with values already written for the reader. */
const SENTENCES = {
  'at-once': { en: 'At the breach → tell {to}{hold}{repeat}', 'zh-CN': '一旦逾期 → 通知{to}{hold}{repeat}' },
  later: { en: 'If nobody has acknowledged {after} after the breach → tell {to}{hold}{repeat}', 'zh-CN': '若逾期后 {after} 仍无人确认 → 通知{to}{hold}{repeat}' },
  hold: { en: ', as soon as one of them is at work', 'zh-CN': '（等到其中有人上班）' },
  repeat: { en: '; again every {every} until somebody acknowledges, {max} times at most', 'zh-CN': '；此后每 {every} 再次通知，直到有人确认，最多 {max} 次' },
  acknowledged: { en: 'Whoever acknowledges stops the ladder for {for}; then it goes on from where it stood', 'zh-CN': '确认后升级暂停 {for}，到期从原处继续' },
} as const satisfies Record<string, Text>;
const NOTHING: Text = { en: '', 'zh-CN': '' };

/** The rungs of a ladder, and what acknowledging does, one sentence each in both languages. */
export function ladderSentences({ ladder, acknowledgeFor }: { ladder: readonly Rung[]; acknowledgeFor: Rung['after'] }): Text[] {
  return [...ladder.map(rungSentence), fillIn(SENTENCES.acknowledged, { for: durationText(acknowledgeFor) })];
}

function rungSentence({ after, to, hold, repeat }: Rung): Text {
  const { days, ms } = parseDuration(after);
  return fillIn(SENTENCES[days === 0 && ms === 0 ? 'at-once' : 'later'], {
    after: durationText(after),
    to: targetsText(to),
    hold: hold === 'working' ? SENTENCES.hold : NOTHING,
    repeat: repeat ? fillIn(SENTENCES.repeat, { every: durationText(repeat.every), max: repeat.max }) : NOTHING,
  });
}
