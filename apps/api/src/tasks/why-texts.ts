import type { Text } from '#contracts/text';
import { durationText, fillIn, type Values } from '#domain/ladder/words';

export { durationText, fillIn, targetText, type Values } from '#domain/ladder/words';

/** Sentences of `GET /tasks/:id/why`, by what they explain. Braces are filled with values already written for the reader. */
export const WHY = {
  rule: { en: 'The rule is {duration}, from handbook {source}.', 'zh-CN': '规则为{duration}，出自手册 {source}。' },
  setting: { en: 'It is the setting "{setting}" of the playbook.', 'zh-CN': '对应手册设置“{setting}”。' },
  'working-time': { en: 'It counts working time from {from} in calendar "{calendar}", version {version} ({zone}).', 'zh-CN': '按日历“{calendar}”第 {version} 版（{zone}）从 {from} 起计算工作时间。' },
  'clock-time': { en: 'It counts elapsed time from {from}.', 'zh-CN': '从 {from} 起按自然时间计算。' },
  'set-by-person': { en: '{by} set it at {at}: {reason}', 'zh-CN': '由{by}于 {at} 设定：{reason}' },
  later: { en: '{by} moved it by {duration}, from {from} to later, together with others, at {at}: {reason}', 'zh-CN': '{by}于 {at} 与其他日期一起由 {from} 推后{duration}：{reason}' },
  earlier: { en: '{by} moved it by {duration}, from {from} to earlier, together with others, at {at}: {reason}', 'zh-CN': '{by}于 {at} 与其他日期一起由 {from} 提前{duration}：{reason}' },
  resumed: { en: 'It was paused; the rest of the time runs on from {from}.', 'zh-CN': '曾暂停，剩余时间从 {from} 起继续计算。' },
  'moved-to-working-time': { en: '{from} is outside working time: moved to {to}.', 'zh-CN': '{from} 不在工作时间内，移至 {to}。' },
  'day-skipped': { en: '{date} is no working day.', 'zh-CN': '{date} 不是工作日。' },
  'day-counted': { en: '{date} is working day {n}.', 'zh-CN': '{date} 为第 {n} 个工作日。' },
  'same-time-of-day': { en: 'The same time of day: {at}.', 'zh-CN': '同一时刻：{at}。' },
  'time-counted': { en: '{from} to {to} counts {ms}.', 'zh-CN': '{from} 至 {to} 计 {ms}。' },
  'previous-closing': { en: '{from} is not within working hours: the previous closing is {to}.', 'zh-CN': '{from} 不在工作时段内，取上一个下班时刻 {to}。' },
  elapsed: { en: '{ms} after {from} is {to}.', 'zh-CN': '{from} 之后 {ms} 为 {to}。' },
  because: { en: '{sentence} It is {reason}.', 'zh-CN': '{sentence}该日为{reason}。' },
  asked: { en: '{duration} after {from} in calendar "{calendar}" ({layers}; {zone}).', 'zh-CN': '日历“{calendar}”（{layers}；{zone}）中 {from} 之后 {duration}。' },
  reached: { en: 'So it is {at}.', 'zh-CN': '因此为 {at}。' },
  'provisional-answer': { en: 'That year has no official holiday data yet: the answer is provisional.', 'zh-CN': '该年份尚无官方节假日数据，结果为暂定。' },
  layers: { en: 'That calendar is made of {layers}.', 'zh-CN': '该日历由{layers}组成。' },
  due: { en: 'So it is due at {at}.', 'zh-CN': '因此截止时间为 {at}。' },
  provisional: { en: 'That year has no official holiday data yet: the due time is provisional.', 'zh-CN': '该年份尚无官方节假日数据，截止时间为暂定。' },
  differs: { en: 'With the calendar of today it would be {at}; the stored time stands.', 'zh-CN': '按当前日历应为 {at}，仍以已记录的时间为准。' },
  breach: { en: 'It was breached at {at}.', 'zh-CN': '已于 {at} 逾期。' },
  annulled: { en: 'The breach of {at} was annulled: what would have prevented it had come in before.', 'zh-CN': '{at} 的逾期已撤销：相应操作在此之前已收到。' },
  ack: { en: '{by} acknowledged it; that lasts until {at}.', 'zh-CN': '{by}已确认，有效至 {at}。' },
  paused: { en: 'It has been stopped since {at} by a pause.', 'zh-CN': '因暂停，自 {at} 起停止计时。' },
  none: { en: 'This task has no clock.', 'zh-CN': '该任务没有计时。' },
  'remind-before': { en: 'Reminder {n} before the due time', 'zh-CN': '到期前第 {n} 次提醒' },
  'at-risk': { en: 'At risk at {share} of the time', 'zh-CN': '时间用去 {share} 时标记为有风险' },
  'breach-deadline': { en: 'Due: a breach from then on', 'zh-CN': '到期，此后即为逾期' },
  'remind-after': { en: 'Overdue reminder {n}', 'zh-CN': '第 {n} 次逾期提醒' },
  rung: { en: 'Rung {n} of the ladder, {duration} after the breach, to {to}', 'zh-CN': '升级第 {n} 级，逾期后 {duration}，通知{to}' },
  'ack-expired': { en: 'The acknowledgement ends', 'zh-CN': '确认到期' },
  pending: { en: '{what}: {at}.', 'zh-CN': '{what}：{at}。' },
  withheld: { en: '{what}: held back while acknowledged.', 'zh-CN': '{what}：已确认，暂不触发。' },
  frozen: { en: '{what}: stopped by the pause.', 'zh-CN': '{what}：因暂停而停止。' },
  fired: { en: '{what}: done, {at}.', 'zh-CN': '{what}：已触发，{at}。' },
  held: { en: '{what}: held until somebody whom it tells is at work, {at}.', 'zh-CN': '{what}：等待被通知者上班，{at}。' },
  skipped: { en: '{what}: skipped at {at}, as it reached nobody.', 'zh-CN': '{what}：无人可通知，已于 {at} 跳过。' },
  'will-not-fire': { en: '{what}: will not come, as {reason}.', 'zh-CN': '{what}：不会触发，因为{reason}。' },
  'rung-repeat': { en: 'Rung {n} once more, {duration} after it was last told, to {to}', 'zh-CN': '再次通知升级第 {n} 级，距上次通知 {duration}，通知{to}' },
  severity: { en: 'Its severity is {level}, which chose the ladder.', 'zh-CN': '严重级别为 {level}，据此选用升级规则。' },
  'because-before-start': { en: 'its time lies before the start', 'zh-CN': '其时刻早于开始时间' },
  'because-needs-calendar': { en: 'the calendar at hand does not reach so far yet', 'zh-CN': '现有日历尚未覆盖该时刻' },
  'because-annulled': { en: 'the breach was annulled', 'zh-CN': '逾期已撤销' },
  'because-already-past': { en: 'its time had passed when it was planned', 'zh-CN': '安排时该时刻已过' },
  'because-closed': { en: 'the task was closed at {closed}', 'zh-CN': '任务已于 {closed} 关闭' },
  'fact-fired': { en: '{at}: rung {n} told {to}.', 'zh-CN': '{at}：升级第 {n} 级，已通知{to}。' },
  'fact-fired-late': { en: '{at}: rung {n} told {to}; it had been due at {due}.', 'zh-CN': '{at}：升级第 {n} 级，已通知{to}；原定 {due}。' },
  'fact-repeated': { en: '{at}: rung {n} was told again, time {round}, as nobody had acknowledged.', 'zh-CN': '{at}：无人确认，升级第 {n} 级第 {round} 次再次通知。' },
  'fact-held': { en: '{at}: rung {n} was due but nobody whom it tells was at work; held until {until}, when {by} starts (calendar "{calendar}").', 'zh-CN': '{at}：升级第 {n} 级到时，但被通知者均不在上班；等到 {until}（{by} 上班，日历“{calendar}”）。' },
  'fact-withheld': { en: '{at}: {by} acknowledged; rung {n} held back until {until}.', 'zh-CN': '{at}：{by} 已确认，升级第 {n} 级暂缓至 {until}。' },
  'fact-ack-expired': { en: '{at}: the acknowledgement by {by} ran out; rung {n} goes on.', 'zh-CN': '{at}：{by} 的确认已到期，升级第 {n} 级继续。' },
  'fact-empty': { en: '{at}: rung {n} reached nobody and was skipped; the next one came at once.', 'zh-CN': '{at}：升级第 {n} 级无人可通知，已跳过，下一级立即触发。' },
  'fact-annulled': { en: '{at}: the breach was annulled, and rung {n} with it.', 'zh-CN': '{at}：逾期已撤销，升级第 {n} 级随之取消。' },
  'fact-due-moved': { en: '{at}: {by} moved the due time; rung {n} is planned anew from it.', 'zh-CN': '{at}：{by} 调整了截止时间，升级第 {n} 级据此重新安排。' },
  'fact-paused': { en: '{at}: a pause stopped rung {n}.', 'zh-CN': '{at}：因暂停，升级第 {n} 级停止计时。' },
  'fact-resumed': { en: '{at}: the pause ended; what was left of the time to rung {n} runs on.', 'zh-CN': '{at}：暂停结束，升级第 {n} 级继续计时。' },
  'fact-version-changed': { en: '{at}: the run moved to another version of its playbook; rung {n} gave way to the ladder there.', 'zh-CN': '{at}：流程改用手册的另一版本，原第 {n} 级改用该版本的升级规则。' },
  'fact-severity-changed': { en: '{at}: the severity changed; rung {n} of that ladder gave way to another ladder.', 'zh-CN': '{at}：严重级别变化，原升级规则第 {n} 级改用另一套规则。' },
} as const satisfies Record<string, Text>;
export type WhyKey = keyof typeof WHY;

/** Fills a sentence in both languages; a value may be a text of its own. Values are put in once and never read as patterns. */
export const say = (key: WhyKey, values: Values = {}): Text => fillIn(WHY[key], values);

/** Milliseconds as `1 h 30 min`. */
export function msText(ms: number): Text {
  const seconds = Math.round(ms / 1000);
  const iso = `P${Math.floor(seconds / 86_400)}DT${Math.floor((seconds % 86_400) / 3_600)}H${Math.floor((seconds % 3_600) / 60)}M${seconds % 60}S`;
  const { en, 'zh-CN': zh } = durationText({ clock: iso });
  return { en: en.replace(' of clock time', ''), 'zh-CN': zh.replace('自然时间 ', '') };
}
