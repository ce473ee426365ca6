import { Injectable } from '@nestjs/common';
import type { RunCopy, RunResource } from '#contracts/api/run';
import type { Playbook } from '#contracts/playbook';
import type { Json } from '#contracts/text';
import type { Actor } from '#domain/identity/can';
import { resolveSettings } from '#domain/playbook/settings';
import type { Idempotency } from '../common/idempotency.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { RunGateway } from './run-gateway.ts';
import { RunsService } from './runs.service.ts';

/** Starts a run like another one: the same playbook and input, in the newest published version or the same one. */
@Injectable()
export class RunCopies {
  constructor(
    private readonly runs: RunsService,
    private readonly playbooks: PlaybookSource,
    private readonly gateway: RunGateway,
  ) {}

  /** Id of the new run; the same for a repeat of the request. @throws NotFoundError for a run the actor may not see, InvalidError where the input no longer fits */
  async copy(actor: Actor, id: string, { title, input, version }: RunCopy, idempotency: Idempotency): Promise<string> {
    const run = await this.runs.get(actor, id);
    const original = await this.playbooks.pinned(run.playbook.slug, run.playbook.version);
    const body = { playbook: run.playbook.slug, title: title ?? run.title, input: input ?? { ...run.input, settings: chosenSettings(original, run) }, ...(run.severity === null ? {} : { severity: run.severity }) };
    return this.gateway.start(actor, body, idempotency, version === 'same' ? run.playbook.version : undefined);
  }
}

/** Settings in which the run differs from its playbook's defaults: what a newer version brings anew shall hold for the copy. */
function chosenSettings(playbook: Playbook, { settings }: RunResource): Record<string, Json> {
  const defaults = resolveSettings(playbook, {});
  return Object.fromEntries(Object.entries(settings as Record<string, Json>).filter(([name, value]) => name in defaults && JSON.stringify(value) !== JSON.stringify(defaults[name])));
}
