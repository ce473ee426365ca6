import type { Queryable } from '#persistence/repositories/queryable';
import type { Form } from '../tasks/task-forms.ts';
import { assertAttached } from './attachment-queries.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Answers with the attachments they name put where the form has `files`, or kept beside it where it has no place for them.
 * @throws InvalidError naming the files that do not hang on the task
 */
export async function withFiles(db: Queryable, taskId: string, form: Form | null, answers: Record<string, unknown>, given: string[] | undefined): Promise<{ answers: Record<string, unknown>; files: string[] | null }> {
  const has = Object.hasOwn((form?.schema.properties ?? {}) as object, 'files');
  const inForm = has && Array.isArray(answers.files) ? answers.files.filter(isText) : [];
  const named = [...(given ?? []).map((id, index) => ({ path: `files.${index}`, id })), ...inForm.map((id, index) => ({ path: `answers.files.${index}`, id }))];
  await assertAttached(db, taskId, named);
  if (!given || !has || Object.hasOwn(answers, 'files')) return { answers, files: given ?? null };
  return { answers: { ...answers, files: given }, files: null };
}
