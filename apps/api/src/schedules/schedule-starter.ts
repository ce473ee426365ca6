import type { DataSource } from 'typeorm';
import type { RunStart } from '#contracts/api/run';
import { SYSTEM_REASONS } from '#domain/schedule/reasons';
import { judgeOverlap } from '#domain/schedule/overlap';
import { AppError } from '#domain/errors';
import { can, type Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { sha256 } from '#persistence/hashed-id';
import { findIdempotencyKey } from '#persistence/repositories/idempotency';
import { claimOccurrence, findOccurrence, hasBuffered, openOccurrences, openRunsOf, settleOccurrence, type Occurrence, type OccurrenceKey } from '#persistence/repositories/schedule-occurrences';
import { findSchedule, type Schedule } from '#persistence/repositories/schedules';
import type { CommandSender } from '../commands/command-sender.ts';
import type { Idempotency } from '../common/idempotency.ts';
import type { Log, Now } from '../common/tokens.ts';
import type { RunGateway } from '../runs/run-gateway.ts';
import { refusalText } from './refusal-text.ts';
import { tellOwners } from './tell-owners.ts';

const AT_ONCE = 100;
/** Refusals that a later try may not meet. */
const PASSING: readonly AppError['code'][] = ['unavailable', 'internal', 'too-many-requests'];

/**
 * Starts the runs of occurrences that are due, by the same path as a person's start, and tells owners what went wrong. One process sweeps at a time (`ScheduleSweep`); should two
 * meet all the same, or one die between two steps, the occurrence's own idempotency key makes its start one (docs/adr/0020).
 */
export class ScheduleStarter {
  constructor(
    private readonly db: DataSource,
    private readonly gateway: RunGateway,
    private readonly sender: CommandSender,
    private readonly now: Now,
    private readonly log: Log,
  ) {}

  /** Everything that is due, oldest first. One that cannot be settled now holds up later ones of its schedule, and no other. */
  async round(): Promise<void> {
    const held = new Set<string>();
    for (const key of await openOccurrences(poolOf(this.db), AT_ONCE)) {
      if (held.has(key.scheduleId) && !key.byHand) continue;
      const settled = await this.settle(key).catch((err: unknown) => {
        this.log.warn({ err, ...key }, 'an occurrence will be tried again');
        return false;
      });
      if (!settled) held.add(key.scheduleId);
    }
    await tellOwners(this.db, this.now());
  }

  /** Settles one occurrence, has it wait for the run before, or answers false: a later round settles it. Safe to repeat. @throws when the database is away */
  async settle(key: OccurrenceKey): Promise<boolean> {
    const pool = poolOf(this.db);
    const [schedule, occurrence] = await Promise.all([findSchedule(pool, key.scheduleId), findOccurrence(pool, key)]);
    if (!schedule || !occurrence || !['due', 'buffered'].includes(occurrence.state)) return true;
    const begun = occurrence.startedAs && (await findIdempotencyKey(this.db, { ...idempotencyOf(key), actor: occurrence.startedAs }));
    if (begun) return this.started(key, begun);
    if (!key.byHand && schedule.state !== 'active') return this.end(key, 'skipped', SYSTEM_REASONS[schedule.state]);
    const open = await openRunsOf(pool, schedule.id);
    const verdict = key.byHand ? 'start' : judgeOverlap(schedule.overlap, { open: open.length > 0, buffered: await hasBuffered(pool, key) });
    if (verdict === 'skip') return this.end(key, 'skipped', SYSTEM_REASONS.overlap);
    if (verdict === 'buffer') return occurrence.state === 'buffered' || this.end(key, 'buffered', SYSTEM_REASONS.waits);
    const owner = await this.personOf(occurrence.startedAs ?? schedule.ownerId);
    if (!owner) return this.end(key, 'failed', SYSTEM_REASONS.owner);
    if (verdict === 'start') return this.begin(schedule, occurrence, owner);
    // Cancelled first: a later round finds them closed and starts.
    await this.cancel(schedule, owner, open.filter((run) => run.begun).map(({ id }) => id), key);
    return false;
  }

  private async begin(schedule: Schedule, key: Occurrence, owner: Actor): Promise<boolean> {
    if (!(await claimOccurrence(this.db, key, owner.id))) return true;
    try {
      return await this.started(key, await this.gateway.start(owner, startOf(schedule), idempotencyOf(key), schedule.playbook.version ?? undefined));
    } catch (error) {
      if (!(error instanceof AppError) || PASSING.includes(error.code)) throw error;
      return this.end(key, 'failed', refusalText(error));
    }
  }

  private async cancel(schedule: Schedule, owner: Actor, runIds: readonly string[], key: OccurrenceKey): Promise<void> {
    for (const runId of runIds) {
      const idempotency = { ...idempotencyOf(key), route: `schedule/${schedule.id}/cancel` };
      const args = { reason: `${schedule.title}：${SYSTEM_REASONS.superseded['zh-CN']} / ${SYSTEM_REASONS.superseded.en}` };
      // A run that is closed or just closing refuses: that is what was wanted.
      await this.sender.send('cancelRun', { actor: owner, target: runId, version: undefined, idempotency }, () => Promise.resolve({ runId, asManager: true, args })).catch((error: unknown) => {
        if (!(error instanceof AppError) || PASSING.includes(error.code)) throw error;
      });
    }
  }

  private async started(key: OccurrenceKey, runId: string): Promise<true> {
    if (await settleOccurrence(this.db, key, { state: 'started', runId, at: this.now() })) this.log.info({ ...key, runId }, 'a schedule started a run');
    return true;
  }

  private async end(key: OccurrenceKey, state: 'skipped' | 'failed' | 'buffered', reason: Parameters<typeof settleOccurrence>[2]['reason']): Promise<true> {
    await settleOccurrence(this.db, key, { state, ...(reason ? { reason } : {}), at: this.now() });
    return true;
  }

  /** In whose name it starts; null when they have left or may start no runs any more. */
  private async personOf(id: string): Promise<Actor | null> {
    const [person] = await this.db.query<Actor[]>('SELECT id, platform_role AS role FROM person WHERE id = $1 AND disabled_at IS NULL', [id]);
    return person && can(person, 'run.start') ? person : null;
  }
}

/** The same for every try of an occurrence, whatever has become of its schedule meanwhile. */
function idempotencyOf({ scheduleId, at, byHand }: OccurrenceKey): Idempotency {
  const key = `${at}${byHand ? '/by-hand' : ''}`;
  return { key, route: `schedule/${scheduleId}`, bodyHash: sha256(`${scheduleId}/${key}`) };
}

const startOf = ({ title, playbook, input, severity }: Schedule): RunStart => ({ playbook: playbook.slug, title, input, ...(severity === null ? {} : { severity }) });
