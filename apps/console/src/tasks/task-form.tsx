import { Button, Card, Flex, Typography } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import type { Task } from '../api/tasks.ts';
import { useVerb } from '../api/verbs.ts';
import { useMe } from '../app/me.ts';
import { COMPLETE_BUTTON } from '../ui/anchors.ts';
import { JsonForm, type Answers, type JsonFormHandle } from '../ui/json-form/json-form.tsx';
import type { FormSchema } from '../ui/json-form/localised.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { primaryOf } from './primary.ts';
import { SignButtons } from './sign-buttons.tsx';
import { Conflict, Typed } from './task-conflict.tsx';
import { useDraft, type Draft } from './use-draft.ts';

/** The task's form and its one main button, in the words of the work. What somebody typed stays with them whatever others do meanwhile. */
export function TaskForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTranslation('task');
  const text = useText();
  const me = useMe();
  const form = useRef<JsonFormHandle>(null);
  const act = useVerb();
  const given = useMemo(() => answersOf(task), [task]);
  const draft = useDraft(task, given, act.isPending || (act.isSuccess && act.variables.verb === 'complete'));
  // One try is one act: what was refused, or has other answers, is another one.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const anew = (): void => setKey(crypto.randomUUID());
  const closed = task.closedAt !== null;
  const writes = !closed && task.verbs.includes('complete');
  const primary = primaryOf(task, draft.answers);
  const lost = draft.typed && !writes && (!closed || task.closedBy !== me.id) && !same(draft.answers, given);
  const send = async (verb: 'claim' | 'complete'): Promise<void> => {
    const answers = task.form && verb === 'complete' ? form.current?.check() : {};
    if (!answers) return;
    const args = verb === 'complete' ? { answers, version: task.version } : { version: task.version };
    const answer = await act.mutateAsync({ noun: 'tasks', id: task.id, verb, args, key }).catch((problem: unknown) => (problem instanceof Problem ? anew() : undefined));
    if (!answer) return;
    anew();
    if (verb !== 'complete') return;
    draft.forget();
    onDone();
  };
  if (!task.form && !primary && !lost) return null;
  return (
    <Card size="small" title={task.form ? text(task.form.title) : t('finish')}>
      {lost && <Typed schema={task.form?.schema as FormSchema | undefined} answers={draft.answers} onForget={draft.forget} />}
      {task.form && <JsonForm schema={task.form.schema as FormSchema} answers={writes ? draft.answers : given} onChange={(next) => (draft.change(next), anew())} issues={act.error?.issues ?? []} readOnly={!writes} files={task.attachments.filter(({ kind }) => kind === 'file')} handle={form} />}
      {act.error && <Conflict task={task} problem={act.error} />}
      {primary && (
        <Flex align="center" gap={12} wrap className="task-actions">
          {primary.does === 'sign' ? <SignButtons task={task} onDone={onDone} /> : (
            <Button id={COMPLETE_BUTTON} type="primary" loading={act.isPending} onClick={() => void send(primary.does as 'claim' | 'complete')}>{t(`primary.${primary.key}`, { choice: text(primary.choice) })}</Button>
          )}
          {writes && task.form && <DraftLine draft={draft} />}
        </Flex>
      )}
    </Card>
  );
}

/** That what is typed is kept, and since when. */
function DraftLine({ draft: { savedAt, failing } }: { draft: Draft }) {
  const { t } = useTranslation('task');
  const times = useTimes();
  return <Typography.Text type={failing ? 'warning' : 'secondary'} aria-live="polite">{failing ? t('draftFailing') : savedAt === null ? '' : t('draftSaved', { at: times.clock(savedAt) })}</Typography.Text>;
}

const same = (a: Answers, b: Answers): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Answers given before: what the task was completed with, what waits for signatures, or what came back from whoever did it for its holder. */
function answersOf(task: Task): Answers {
  const id = task.documentId ?? task.signing?.submitted?.documentId ?? task.delegation?.handedBack?.documentId;
  const document = task.documents.find((one) => one.id === id);
  return ((document?.body as { answers?: Answers } | undefined)?.answers ?? {}) as Answers;
}
