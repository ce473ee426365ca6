import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Page } from '#contracts/api/paging';
import type { StoryItem, StoryQuery } from '#contracts/api/run-view';
import type { NoticeData, NoticeKind } from '#contracts/notice';
import type { StoryKind } from '#contracts/run-view';
import { LOCALES, type Locale, type Text } from '#contracts/text';
import type { Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { formatInstant } from '#platform/i18n/translate';
import { noticeView } from '#platform/templates/view';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { AuditedReads } from '../audit/audited-reads.ts';
import { RunsService } from '../runs/runs.service.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import { storyItem, type StoryNames, type StoryRow } from './story-sentence.ts';
import { BESIDE_WORDS, EVENT_WORDS, NOTICE_WORDS } from './story-words.ts';

/** Newest first. Notices are many: they come only where messages are asked for. */
const PAGE = `
  SELECT * FROM (
    SELECT 'e' || lpad(n::text, 9, '0') AS id, at, type, cause ->> 'actor' AS actor, NULL AS "taskId", data - '{clock,clocks,deadline,form}'::text[] AS data FROM run_event
    WHERE run_id = $1 AND type = ANY ($2) AND ($8::text IS NULL OR data ->> 'taskId' = $8 OR data -> 'task' ->> 'id' = $8 OR data -> 'clocks' ? $8)
    UNION ALL
    SELECT 'a' || lpad(ordinal::text, 12, '0'), at, verb, actor, task_id::text, data FROM activity_log WHERE run_id = $1 AND verb = ANY ($3) AND ($8::text IS NULL OR task_id = $8::uuid)
    UNION ALL
    SELECT 'n' || n.id, n.created_at, 'Notice', n.person_id::text, n.task_id::text, jsonb_build_object('kind', n.kind, 'data', n.data, 'mail', d.state)
    FROM notification n LEFT JOIN delivery d ON d.notification_id = n.id AND d.channel = 'email' WHERE $4::boolean AND n.run_id = $1 AND ($8::text IS NULL OR n.task_id = $8::uuid)) story
  WHERE $5::bigint IS NULL OR (at, id) < ($5, $6::text) ORDER BY at DESC, id DESC LIMIT $7`;
const THINGS = `
  SELECT id::text, coalesce(jsonb_build_object('en', subject ->> 'note', 'zh-CN', subject ->> 'note'), title) AS title FROM task WHERE run_id = $1 AND subject ->> 'note' IS NOT NULL
  UNION ALL SELECT id::text, title FROM task WHERE run_id = $1 AND subject ->> 'note' IS NULL
  UNION ALL SELECT id::text, title FROM meeting WHERE run_id = $1
  UNION ALL SELECT id::text, jsonb_build_object('en', title, 'zh-CN', title) FROM piece WHERE run_id = $1`;

/** Tells what happened in a run, in sentences. */
@Injectable()
export class RunStory {
  private readonly pool: Pool;

  constructor(
    private readonly runs: RunsService,
    private readonly playbooks: PlaybookSource,
    private readonly tasks: TaskAccess,
    private readonly reads: AuditedReads,
    @Inject(DATA_SOURCE) db: DataSource,
  ) {
    this.pool = poolOf(db);
  }

  /** @throws NotFoundError */
  async page(actor: Actor, runId: string, query: StoryQuery): Promise<Page<StoryItem>> {
    const { playbook } = await this.runs.get(actor, runId);
    return this.told(actor, { runId, taskId: null, playbook }, query);
  }

  /** What happened to one task, for somebody who may see it even where the rest of its run is not theirs to see. @throws NotFoundError */
  async ofTask(actor: Actor, taskId: string, query: StoryQuery): Promise<Page<StoryItem>> {
    const task = await this.tasks.find(taskId, actor, 'task.history');
    await this.reads.task(actor.id, task);
    return this.told(actor, { runId: task.runId, taskId, playbook: { slug: task.playbookSlug, version: task.playbookVersion } }, query);
  }

  private async told(actor: Actor, { runId, taskId, playbook }: { runId: string; taskId: string | null; playbook: { slug: string; version: number } }, { kind, after, limit }: StoryQuery): Promise<Page<StoryItem>> {
    const [at, id] = decodeCursor(after, ['number', 'text']) ?? [null, null];
    const values = [runId, keysOf(EVENT_WORDS, kind), keysOf(BESIDE_WORDS, kind), kind === 'messages', at, id, limit + 1, taskId];
    const [{ rows }, names, timeZone] = await Promise.all([this.pool.query<StoryRow>({ name: 'run-story', text: PAGE, values }), this.names(runId, playbook), this.zoneOf(actor.id)]);
    const instant = (instantAt: number, locale: Locale): string => formatInstant(instantAt, timeZone, locale);
    return pageFrom(rows, limit, (row) => (row.type === 'Notice' ? noticeItem(row, names, timeZone) : storyItem(row, names, instant)), (row) => [row.at, row.id]);
  }

  private async names(runId: string, { slug, version }: { slug: string; version: number }): Promise<StoryNames> {
    const [people, things, playbook] = await Promise.all([
      this.pool.query<{ id: string; name: string }>('SELECT id::text, name FROM person'),
      this.pool.query<{ id: string; title: Text }>({ name: 'run-story-things', text: THINGS, values: [runId] }),
      this.playbooks.kept(slug, version),
    ]);
    return {
      people: Object.fromEntries(people.rows.map(({ id, name }) => [id, name])),
      things: Object.fromEntries(things.rows.map(({ id, title }) => [id, title])),
      steps: Object.fromEntries((playbook?.steps ?? []).map(({ key, title }) => [key, title])),
      gates: Object.fromEntries(Object.entries(playbook?.gates ?? {}).map(([key, { title }]) => [key, title])),
    };
  }

  private async zoneOf(person: string): Promise<string> {
    const { rows } = await this.pool.query<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM person WHERE id = $1::uuid', [person]);
    return rows[0]?.timeZone ?? 'UTC';
  }
}

const keysOf = (table: Record<string, { kind: StoryKind }>, kind: StoryKind | undefined): string[] => Object.entries(table).flatMap(([key, words]) => (kind === undefined || words.kind === kind ? [key] : []));

/** Who was told what, in the words that the notice itself has. */
function noticeItem({ id, at, actor, taskId, data }: StoryRow, { people }: StoryNames, timeZone: string): StoryItem {
  const { kind, data: content, mail } = data as unknown as { kind: NoticeKind; data: NoticeData; mail: string | null };
  const { text } = NOTICE_WORDS[mail === 'sent' ? 'sent' : 'other'];
  const sentence = Object.fromEntries(LOCALES.map((locale) => {
    const { subject } = noticeView({ kind, data: content, names: people }, { locale, timeZone, publicUrl: '' });
    return [locale, text[locale].replace('{person}', () => people[actor ?? ''] ?? '').replace('{subject}', () => subject)];
  })) as unknown as Text;
  return { id, at, kind: 'messages', type: 'Notice', sentence, reason: null, by: null, taskId };
}
