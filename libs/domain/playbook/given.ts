import type { Duration } from '#contracts/duration';
import type { Playbook } from '#contracts/playbook';
import type { CompiledTask } from '#contracts/process';
import type { Assignment } from '#contracts/task';
import type { Json, Text } from '#contracts/text';

/** What the start of a run says, as far as tasks that leave themselves to it care. */
export interface Start {
  title: string;
  startedBy: string;
  input: Record<string, Json>;
}
/** As the input schema of such a playbook lets it be. */
interface Given {
  description?: string;
  assign?: Assignment;
  /** A length of time, or an instant (epoch ms). */
  due?: Duration | number;
  checklist?: Array<{ title: string; mandatory?: boolean; evidenceRequired?: boolean }>;
  form?: string;
}

const SET: string = '创建时设定 / set when it was handed out';
/** People write in one language; it stands for both. */
const both = (text: string): Text => ({ 'zh-CN': text, en: text });

/** A task of a playbook (`fromInput`) with what the start says of it put over what the playbook says. */
export function givenTask({ forms }: Pick<Playbook, 'forms'>, task: CompiledTask, { title, startedBy, input }: Start): CompiledTask {
  const { description, assign, due, checklist, form } = input as Given;
  const named = form === undefined ? undefined : forms[form];
  const { setting: _setting, ...policy } = task.policy;
  return {
    ...task,
    title: both(title),
    ...(description === undefined ? {} : { description: both(description) }),
    ...(assign === undefined ? {} : { assign }),
    ...(form === undefined ? {} : { form: named ? { key: form, version: named.version } : null }),
    ...(checklist === undefined ? {} : { checklist: checklist.map((item, index) => ({ key: `item-${index + 1}`, title: both(item.title), mandatory: item.mandatory ?? true, evidenceRequired: item.evidenceRequired ?? false })) }),
    ...(typeof due === 'number' ? { dueAt: { at: due, by: startedBy, reason: SET } } : {}),
    ...(typeof due === 'object' ? { policy: { ...policy, due } } : {}),
  };
}
