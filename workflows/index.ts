/** Every export is a startable workflow type; its name is what WORKFLOW_TYPES says. */
export { collaborationLoop } from './collaboration-loop/collaboration-loop.workflow.ts';
export { coordinator } from './coordinator/coordinator.workflow.ts';
export { schedule } from './schedule/schedule.workflow.ts';
export { taskChain } from './task-chain/task-chain.workflow.ts';
