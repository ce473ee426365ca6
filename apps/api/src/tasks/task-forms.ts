import { createHash, randomUUID } from 'node:crypto';
import type { Playbook } from '#contracts/playbook';
import type { Json } from '#contracts/text';
import { AppError, InvalidError } from '#domain/errors';
import type { NewDocument } from '../commands/command-store.ts';
import { validateAnswers } from '#platform/playbooks/validate';
import { under } from '../runs/run-input.ts';

/** Largest document, bytes (architecture.md, "Texts stay out of histories"). */
export const MAX_DOCUMENT_BYTES = 256 * 1024;
export type Form = Playbook['forms'][string];
export interface WorkLink {
  url: string;
  title?: string | undefined;
}

/** Answers with links to work files put where the form has them, or kept beside it where it has no place for them. */
export function withLinks(form: Form | null, answers: Record<string, unknown>, links: WorkLink[] | undefined): { answers: Record<string, unknown>; beside: WorkLink[] | null } {
  if (!links) return { answers, beside: null };
  const inForm = Object.hasOwn((form?.schema.properties ?? {}) as object, 'links') && !Object.hasOwn(answers, 'links');
  if (!inForm) return { answers, beside: links };
  return { answers: { ...answers, links: links.map(({ url, title }) => ({ title: title ?? url.slice(0, 200), url })) }, beside: null };
}

/** Checks answers against the form that the run pinned; a task without a form takes none. @throws InvalidError naming every bad field */
export function checkAnswers(form: Form | null, answers: Record<string, unknown>, at: string): void {
  const problems = form ? validateAnswers(form, answers) : Object.keys(answers).map((key) => ({ path: key, message: 'this task has no form' }));
  if (problems.length > 0) throw new InvalidError(under(at, problems));
}

/** The few answers that steer the run; the rest stays in the document. */
export function steering(form: Form | null, answers: Record<string, unknown>): Record<string, Json> {
  return Object.fromEntries((form?.steers ?? []).filter((key) => Object.hasOwn(answers, key)).map((key) => [key, answers[key] as Json]));
}

export interface DocumentSource {
  runId: string;
  taskId: string | null;
  kind: string;
  author: string;
  /** Epoch ms. */
  createdAt: number;
}

/** A document ready to store, measured and hashed. @throws AppError `too-large` over 256 kB */
export function documentOf(source: DocumentSource, body: unknown): NewDocument {
  const text = JSON.stringify(body);
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) throw new AppError('too-large', { detail: { en: 'The answers are larger than 256 kB', 'zh-CN': '填写内容超过 256 kB' } });
  return { ...source, id: randomUUID(), body, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Fields of an outcome that name people, so that a run never opens work for nobody. */
const PERSON_FIELDS = /^(owner|ownerId|personId|managerId|assigneeId|publishedBy)$/;

/** A person as answers name one: by id or by e-mail, with the field that does. */
export interface PersonNamed {
  path: string;
  name: string;
}

/** People that steering answers name. */
export function peopleInOutcome(value: unknown, at: string): PersonNamed[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = at ? `${at}.${key}` : key;
    return typeof item === 'string' && PERSON_FIELDS.test(key) ? [{ path, name: item.toLowerCase() }] : peopleInOutcome(item, path);
  });
}

/** The outcome with every person it names by e-mail named by id, which is all that a run knows. */
export function withPersonIds(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((item) => withPersonIds(item, ids));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeof item === 'string' && PERSON_FIELDS.test(key) ? (ids.get(item.toLowerCase()) ?? item) : withPersonIds(item, ids)]));
}
