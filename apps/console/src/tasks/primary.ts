import type { Text } from '#contracts/text';
import type { Task } from '../api/tasks.ts';

/** The one main button of a task: what it does, and the key of task.json that says so; `choice` is what the answers decide. */
export interface Primary {
  does: 'claim' | 'sign' | 'complete';
  key: 'claim' | 'sign' | 'complete' | 'completeWith' | 'signOff' | 'opinion' | 'handBack' | 'handIn';
  choice: Text | null;
}
type Known = Pick<Task, 'verbs' | 'subject' | 'delegatedBy' | 'signing' | 'form'>;

/** The main button for its reader, in words of the work; null when there is nothing for them to do. */
export function primaryOf(task: Known, answers: Record<string, unknown>): Primary | null {
  const { verbs, subject, delegatedBy, signing } = task;
  if (verbs.includes('claim')) return { does: 'claim', key: 'claim', choice: null };
  if (verbs.includes('sign')) return { does: 'sign', key: 'sign', choice: null };
  if (!verbs.includes('complete')) return null;
  const choice = choiceOf(task, answers);
  if (delegatedBy !== null) return { does: 'complete', key: 'handBack', choice: null };
  if (signing && signing.signers.length > 0) return { does: 'complete', key: 'handIn', choice: null };
  if (subject.signOff) return { does: 'complete', key: 'signOff', choice: null };
  if (subject.opinion) return { does: 'complete', key: 'opinion', choice: null };
  return { does: 'complete', key: choice ? 'completeWith' : 'complete', choice };
}

interface Field {
  enum?: unknown[];
  'x-enum'?: Record<string, Text>;
}

/** What the first steering answer of a few decides, in the playbook's words. */
function choiceOf({ form }: Known, answers: Record<string, unknown>): Text | null {
  const fields = (form?.schema.properties ?? {}) as Record<string, Field>;
  const name = form?.steers.find((key) => fields[key]?.enum);
  const value = name === undefined ? undefined : answers[name];
  return name !== undefined && typeof value === 'string' ? (fields[name]!['x-enum']?.[value] ?? { en: value, 'zh-CN': value }) : null;
}
