import type { DataSource } from 'typeorm';
import type { CommandRefusal } from '#contracts/api/command';
import type { CommandRow } from './command-store.ts';
import { recordBeside } from './told-beside.ts';

/** Tells the author of a relayed command that the run refused it: nobody waits for the answer any more. A job keeps its refusals as results. */
export function tellRefused(db: DataSource, now: () => number): (row: CommandRow, refusal: CommandRefusal) => Promise<void> {
  return async ({ id, runId, command, jobId }, refusal) => {
    const taskId = 'taskId' in command.args ? command.args.taskId : null;
    const data = { commandId: id, name: command.name, type: refusal.type, message: refusal.message };
    return db.transaction((manager) => recordBeside(manager, { runId, taskId, actor: command.actor, verb: 'command-refused', data, at: now(), tell: jobId === null ? [command.actor] : [] }));
  };
}
