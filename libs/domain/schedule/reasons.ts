import type { Text } from '#contracts/text';

/** What an occurrence is told to have become of it, where a rule and not a refusal decided. */
export const SYSTEM_REASONS = {
  paused: { en: 'The schedule was paused', 'zh-CN': '计划已暂停' },
  deleted: { en: 'The schedule was deleted', 'zh-CN': '计划已删除' },
  overlap: { en: 'The run before was still open', 'zh-CN': '上一次的流程尚未结束' },
  waits: { en: 'Waits until the run before has closed', 'zh-CN': '等待上一次的流程结束' },
  superseded: { en: 'the next one is due', 'zh-CN': '下一次已到' },
  owner: { en: 'Its owner has left or may not start runs any more: give the schedule to somebody else', 'zh-CN': '负责人已离开或不再有权启动流程，请更换负责人' },
} as const satisfies Record<string, Text>;
