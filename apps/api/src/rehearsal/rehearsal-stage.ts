import { readFile } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';
import { REHEARSAL_GLOBAL, type Rehearse, type RehearsalHost, type RehearsalInput, type Rehearsed } from '#contracts/rehearsal';
import { AppError } from '#domain/errors';

/** Plays runs on the workflow code's own bundle, each in a context of its own with a time of its own. */
export class RehearsalStage {
  private script: Promise<Script> | null = null;

  constructor(private readonly bundle: string) {}

  /** @throws AppError `unavailable` when there is no bundle */
  async play(input: RehearsalInput, loadFacts: RehearsalHost['loadFacts']): Promise<Rehearsed> {
    const context = createContext({}) as Record<string, { rehearse: Rehearse }>;
    (await this.load()).runInContext(context);
    return context[REHEARSAL_GLOBAL]!.rehearse(input, { loadFacts, breathe: () => breathe() });
  }

  private load(): Promise<Script> {
    this.script ??= readFile(this.bundle, 'utf8').then((code) => new Script(code, { filename: this.bundle }));
    return this.script.catch((error: unknown) => {
      this.script = null;
      throw new AppError('unavailable', { rule: 'no-rehearsal' }, { cause: error });
    });
  }
}
