import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Draft, DraftChange, DraftNew, PlaybookVersions, Publish, Retire } from '#contracts/api/playbook-draft';
import { AppError, ConflictError, InvalidError, NotFoundError, StaleError } from '#domain/errors';
import { changeDraft, deleteDraft, draftsOf, findDraft, insertDraft, type DraftRow } from '#persistence/playbooks/drafts';
import { publishVersion, retireVersion, versionsOf } from '#persistence/playbooks/versions';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { parsePlaybookText } from '#platform/playbooks/load';
import { recordActivity } from '../commands/told-beside.ts';
import type { Actor } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { checkPlaybook } from './playbook-check.ts';
import { PlaybookSource } from './playbook-source.ts';

/** Largest playbook, bytes of JSON; the collaboration loop has about 60 kB. */
const MAX_BYTES = 512 * 1024;
type Content = Record<string, unknown>;

/** A playbook's life: written as a draft, published as a version that never changes, retired. */
@Injectable()
export class PlaybookVersionsService {
  constructor(
    private readonly source: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async list(slug: string): Promise<PlaybookVersions> {
    const [versions, drafts] = await Promise.all([versionsOf(this.db, slug), draftsOf(this.db, slug)]);
    if (versions.length + drafts.length === 0) throw new NotFoundError('playbook');
    return { slug, versions, drafts: drafts.map(({ data: _data, ...draft }) => draft) };
  }

  async draft(slug: string, id: string): Promise<Draft> {
    const row = await findDraft(this.db, slug, id);
    if (!row) throw new NotFoundError('draft');
    return shown(row);
  }

  /** Begins a draft; the same one for a repeat of the request. @throws InvalidError for what is no object or too large */
  async begin(actor: Actor, slug: string, given: DraftNew, idempotency: Idempotency): Promise<Draft> {
    const data = given.from === undefined ? contentOf(given) : (await this.source.get(slug, given.from)).playbook;
    const at = this.now();
    const row: DraftRow = { id: randomUUID(), slug, baseVersion: given.from ?? null, data, origin: 'edited', version: 1, createdBy: actor.id, createdAt: at, updatedBy: actor.id, updatedAt: at };
    const id = await this.once(actor, idempotency, row.id, async (tx) => {
      await insertDraft(tx, row);
      await this.note(tx, actor, 'playbook-drafted', { slug, draftId: row.id, from: given.from ?? null });
    });
    return this.draft(slug, id);
  }

  /** @throws StaleError when it was changed since it was read */
  async change(actor: Actor, slug: string, id: string, given: DraftChange, idempotency: Idempotency): Promise<Draft> {
    const data = contentOf(given);
    await this.once(actor, idempotency, id, async (tx) => {
      await this.locked(tx, slug, id, given.version);
      const row = await changeDraft(tx, id, { data, by: actor.id, at: this.now() });
      await this.note(tx, actor, 'playbook-draft-changed', { slug, draftId: id, version: row.version });
    });
    return this.draft(slug, id);
  }

  async discard(actor: Actor, slug: string, id: string, idempotency: Idempotency): Promise<void> {
    await this.once(actor, idempotency, id, async (tx) => {
      await this.locked(tx, slug, id);
      await deleteDraft(tx, id);
      await this.note(tx, actor, 'playbook-draft-discarded', { slug, draftId: id });
    });
  }

  /** Publishes the draft as the next version; its number. Refused with every problem it still has. @throws InvalidError, StaleError */
  async publish(actor: Actor, slug: string, id: string, { version, note }: Publish, idempotency: Idempotency): Promise<number> {
    const claim = await this.db.transaction(async (tx) => {
      const earlier = await findIdempotencyKey(tx, { ...idempotency, actor: actor.id });
      if (earlier !== null) return earlier;
      const { data } = await this.locked(tx, slug, id, version);
      const { playbook, problems } = checkPlaybook(slug, { version: 1, ...data });
      if (!playbook) throw new InvalidError(problems.map(({ path, message }) => ({ path: path ? `playbook.${path}` : 'playbook', message })));
      const published = await publishVersion(tx, { slug, data: playbook, note: note ?? null, by: actor.id, at: this.now() });
      await deleteDraft(tx, id);
      await this.note(tx, actor, 'playbook-published', { slug, version: published, note: note ?? null });
      return (await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: String(published), now: this.now() })).target;
    });
    return Number(claim);
  }

  /** No run starts on the version any more; those that do go on. @throws ConflictError when it is retired already */
  async retire(actor: Actor, slug: string, { version, reason }: Retire, idempotency: Idempotency): Promise<PlaybookVersions> {
    await this.once(actor, idempotency, `${slug}@${version}`, async (tx) => {
      const known = (await versionsOf(tx, slug)).find((row) => row.version === version);
      if (!known) throw new NotFoundError('playbook');
      if (known.status === 'retired') throw new ConflictError('already-retired', { by: known.retiredBy, at: known.retiredAt });
      await retireVersion(tx, slug, version, { by: actor.id, at: this.now(), reason });
      await this.note(tx, actor, 'playbook-retired', { slug, version, reason });
    });
    return this.list(slug);
  }

  private async locked(tx: EntityManager, slug: string, id: string, version?: number): Promise<DraftRow> {
    const row = await findDraft(tx, slug, id, { lock: true });
    if (!row) throw new NotFoundError('draft');
    if (version !== undefined && row.version !== version) throw new StaleError({ version: row.version, by: row.updatedBy, at: row.updatedAt });
    return row;
  }

  /** Does `work` in a transaction the first time this request comes; answers what it stands for. */
  private once(actor: Actor, idempotency: Idempotency, target: string, work: (tx: EntityManager) => Promise<void>): Promise<string> {
    return this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target, now: this.now() });
      if (claim.fresh) await work(tx);
      return claim.target;
    });
  }

  private async note(tx: EntityManager, actor: Actor, verb: string, data: Record<string, string | number | null>): Promise<void> {
    await recordActivity(tx, { runId: null, taskId: null, actor: actor.id, verb, data, at: this.now() });
  }
}

function contentOf({ playbook, text }: { playbook?: Content | undefined; text?: string | undefined }): Content {
  const data: unknown = playbook ?? parsed(text ?? '');
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new InvalidError([{ path: 'text', message: { en: 'is no playbook', 'zh-CN': '不是手册' } }]);
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_BYTES) throw new AppError('too-large', { detail: { en: 'The playbook is larger than 512 kB', 'zh-CN': '手册超过 512 kB' } });
  return data as Content;
}

function parsed(text: string): unknown {
  try {
    return parsePlaybookText(text);
  } catch (error) {
    throw new InvalidError([{ path: 'text', message: error instanceof Error ? error.message : String(error) }]);
  }
}

const shown = ({ data, ...row }: DraftRow): Draft => ({ ...row, playbook: data, problems: checkPlaybook(row.slug, { version: 1, ...data }).problems });
