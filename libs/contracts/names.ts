/** Names shared by whoever sends to Temporal and whoever serves it. Zod-free: workflow code imports this by value. */
export const TASK_QUEUES = { runs: 'callsheet-runs' } as const;
export const QUEUES = { delivery: 'delivery' } as const;
export const WORKFLOW_TYPES = { collaborationLoop: 'collaborationLoop', taskChain: 'taskChain' } as const;
export const COORDINATOR_TYPE = 'coordinator';
export const SCHEDULE_TYPE = 'schedule';
export const VIEW_QUERY = 'view';
/** What a command would do if it came now; nothing of it happens. */
export const PREVIEW_QUERY = 'preview';

/** Workflow id of a run, and its inverse. */
export const runWorkflowId = (runId: string): string => `run/${runId}`;
/** Workflow id of a job's coordinator. */
export const jobWorkflowId = (jobId: string): string => `job/${jobId}`;
/** Workflow id of a schedule's series. */
export const scheduleWorkflowId = (scheduleId: string): string => `schedule/${scheduleId}`;
export const runIdOf = (workflowId: string): string => workflowId.replace(/^run\//, '');
