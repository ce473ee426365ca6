export const RAW_QUEUE = 'bench-raw';
/** Tasks of one loop, on both sides: `playbooks/task-chain` has as many. */
export const TASKS = 5;
