import type { ChecklistItem, Task } from '#contracts/task';

/** What a task of an earlier release lacks: nobody covers, delegates, signs, nudges or pauses. */
const NONE = { accountable: null, cover: null, delegation: null, signing: null, nudged: null, pause: null } as const;

/** A task as this release knows it, from one that an earlier release wrote. */
export function withTaskDefaults(task: Partial<Task>): Task {
  return { ...NONE, ...task, checklist: (task.checklist ?? []).map(withItemDefaults) } as Task;
}

const withItemDefaults = (item: ChecklistItem): ChecklistItem => ({ ...item, evidenceRequired: item.evidenceRequired ?? false, owner: item.owner ?? null, evidence: item.evidence ?? null });
