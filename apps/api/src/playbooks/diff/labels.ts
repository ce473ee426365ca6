import type { ChangeGroup } from '#contracts/change-groups';
import type { Playbook } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import { both } from './words.ts';

/** What the parts of a playbook are called. */
const NOUNS: Record<string, Text> = {
  steps: { en: 'Step', 'zh-CN': '阶段' },
  tasks: { en: 'Task', 'zh-CN': '任务' },
  groups: { en: 'Group of tasks', 'zh-CN': '任务组' },
  forms: { en: 'Form', 'zh-CN': '表单' },
  settings: { en: 'Setting', 'zh-CN': '设置' },
  reminders: { en: 'Reminders', 'zh-CN': '提醒' },
  ladders: { en: 'Ladder', 'zh-CN': '升级规则' },
  meetings: { en: 'Meeting', 'zh-CN': '会议' },
  gates: { en: 'Gate', 'zh-CN': '关卡' },
  checkpoints: { en: 'Checkpoint', 'zh-CN': '监测节点' },
};
/** What their fields are called; a field without a name of its own goes by its key. */
const FIELDS: Record<string, Text> = {
  due: { en: 'time', 'zh-CN': '时限' },
  assign: { en: 'who does it', 'zh-CN': '负责人' },
  form: { en: 'form', 'zh-CN': '表单' },
  checklist: { en: 'checklist item', 'zh-CN': '检查项' },
  ladder: { en: 'ladder', 'zh-CN': '升级规则' },
  reminders: { en: 'reminders', 'zh-CN': '提醒' },
  skip: { en: 'who may skip it', 'zh-CN': '可跳过者' },
  source: { en: 'handbook section', 'zh-CN': '手册章节' },
  default: { en: 'value', 'zh-CN': '取值' },
  schema: { en: 'allowed values', 'zh-CN': '取值范围' },
  title: { en: 'name', 'zh-CN': '名称' },
  description: { en: 'description', 'zh-CN': '说明' },
  rungs: { en: 'rung', 'zh-CN': '级' },
  after: { en: 'time', 'zh-CN': '时间' },
  to: { en: 'whom it tells', 'zh-CN': '通知对象' },
  acknowledgeFor: { en: 'how long an acknowledgement lasts', 'zh-CN': '确认有效期' },
  before: { en: 'reminders before the due time', 'zh-CN': '到期前提醒' },
  atDue: { en: 'reminder at the due time', 'zh-CN': '到期提醒' },
  every: { en: 'interval', 'zh-CN': '间隔' },
  max: { en: 'how many at most', 'zh-CN': '最多次数' },
  recurrence: { en: 'when it meets', 'zh-CN': '召开时间' },
  duration: { en: 'duration', 'zh-CN': '时长' },
  agenda: { en: 'agenda', 'zh-CN': '议程' },
  attendees: { en: 'attendees', 'zh-CN': '参会人' },
  decisions: { en: 'decisions', 'zh-CN': '可作决定' },
  nodes: { en: 'node', 'zh-CN': '节点' },
  metrics: { en: 'metric', 'zh-CN': '指标' },
  floor: { en: 'floor', 'zh-CN': '下限' },
  properties: { en: 'field', 'zh-CN': '字段' },
  required: { en: 'required fields', 'zh-CN': '必填字段' },
  steers: { en: 'answers that steer the run', 'zh-CN': '影响流程的答案' },
  order: { en: 'order', 'zh-CN': '顺序' },
  raci: { en: 'who does what:', 'zh-CN': '分工' },
  accountable: { en: 'accountable', 'zh-CN': '问责人' },
  responsible: { en: 'responsible', 'zh-CN': '执行人' },
  consulted: { en: 'consulted', 'zh-CN': '被咨询人' },
  informed: { en: 'informed', 'zh-CN': '被告知人' },
  signOff: { en: 'sign-off', 'zh-CN': '验收' },
  opinion: { en: 'request for an opinion', 'zh-CN': '征求意见任务' },
  lapses: { en: 'closes by itself at its due time', 'zh-CN': '到期自动关闭' },
  mandatory: { en: 'mandatory', 'zh-CN': '必选' },
};

/** The part's own path within a playbook: its area, key, and the fields below. `steps.order` is the order of steps. */
export interface Place {
  area: string;
  key: string | null;
  fields: string[];
}

export function placeOf([first = '', ...rest]: readonly string[]): Place {
  const [area = '', order] = first.split('.');
  if (order || !NOUNS[area]) return { area, key: null, fields: order ? [order] : rest };
  return { area, key: rest[0] ?? null, fields: rest.slice(1) };
}

export const nounOf = ({ area }: Place): Text => NOUNS[area] ?? { en: 'Playbook', 'zh-CN': '手册' };

/** The changed field in words: `rung 2, whom it tells`. Numbers and keys of lists stand as they are. */
export function fieldOf({ fields, area, key }: Place): Text {
  const names = (key === null && fields.length === 0 ? [area] : fields).filter((field) => field !== 'schema' || fields.length === 1);
  const texts = names.map((name) => FIELDS[name.replace(/^\w+\.order$/, 'order')] ?? both(name));
  return { en: texts.map(({ en }) => en).join(' '), 'zh-CN': texts.map((text) => text['zh-CN']).join(' ') };
}

/** What people know the part as, from whichever playbook has it. */
export function subjectOf({ area, key }: Place, ...playbooks: Playbook[]): Text {
  if (key === null) return playbooks[0]!.title;
  for (const playbook of playbooks) {
    const part = area === 'steps' ? playbook.steps.find((step) => step.key === key) : (playbook as unknown as Record<string, Record<string, { title?: Text }>>)[area]?.[key];
    if (part?.title) return part.title;
  }
  return both(key);
}

const TEXTS = new Set(['title', 'description', 'agenda']);

/** Under which heading people look for the change. */
export function groupOf({ area, fields }: Place): ChangeGroup {
  const [field = ''] = fields;
  if (TEXTS.has(field) || (fields.length === 0 && TEXTS.has(area))) return 'texts';
  if (area === 'tasks') return field === 'due' || field === 'reminders' ? 'clocks' : field === 'ladder' ? 'ladders' : 'tasks';
  if (area === 'reminders') return 'clocks';
  if (area === 'groups') return 'tasks';
  if (area === 'gates' || area === 'checkpoints') return 'meetings';
  return (['steps', 'ladders', 'meetings', 'forms', 'settings'] as const).find((group) => group === area) ?? 'other';
}
