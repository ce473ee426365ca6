/** Under which heading people look for a change of a playbook, in the order in which they look. */
export const CHANGE_GROUPS = ['steps', 'tasks', 'clocks', 'ladders', 'meetings', 'forms', 'settings', 'texts', 'other'] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];
