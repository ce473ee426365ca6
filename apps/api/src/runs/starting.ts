import type { RunResource } from '#contracts/api/run';
import type { RunInput } from '#contracts/process';

/** What a run shows until its `RunStarted` is recorded: what was asked for, and nothing that only the run can know. */
export function startingView(input: RunInput): RunResource {
  const { definition } = input;
  return {
    id: input.runId,
    parentId: input.parentId,
    rootId: input.rootId,
    playbook: { slug: definition.slug, version: definition.version },
    process: definition.process,
    title: input.title,
    state: 'starting',
    managerId: input.managerId,
    startedBy: input.startedBy,
    startedAt: input.requestedAt,
    closedAt: null,
    outcome: null,
    step: null,
    stepTitle: null,
    visit: 0,
    turn: 0,
    contentType: typeof input.input.contentType === 'string' ? input.input.contentType : null,
    pause: null,
    stepPause: null,
    severity: input.severity ?? null,
    version: 0,
    lastEvent: 0,
    input: input.input,
    settings: definition.settings,
  };
}
