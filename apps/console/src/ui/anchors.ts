/** Ids of the places that keys go to: the main button of the task that is open, and its title. */
export const COMPLETE_BUTTON = 'complete-task';
export const TASK_TITLE = 'task-title';
