import { sleep } from '@temporalio/workflow';
import { collaborationLoop as real } from '#workflows/collaboration-loop/collaboration-loop.workflow';
import type { ProcessInput } from '#workflows/shared/state';

/** The loop, broken on purpose: one timer that no recorded history has. Replay must refuse it. */
export async function collaborationLoop(input: ProcessInput): Promise<unknown> {
  await sleep('1 second');
  return real(input);
}
