import { Button, Card, Flex, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/tasks.ts';
import { useVerb } from '../api/verbs.ts';
import { useMe } from '../app/me.ts';
import { COMPLETE_BUTTON } from '../ui/anchors.ts';
import { JsonForm, type Answers, type JsonFormHandle } from '../ui/json-form/json-form.tsx';
import type { FormSchema } from '../ui/json-form/localised.ts';
import { Failure } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { useDraft } from './use-draft.ts';

/** The task's form and its one main button, in the words of the work. */
export function TaskForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTranslation('task');
  const text = useText();
  const times = useTimes();
  const me = useMe();
  const form = useRef<JsonFormHandle>(null);
  const [key] = useState(() => crypto.randomUUID());
  const act = useVerb();
  const closed = task.closedAt !== null;
  const draft = useDraft(task, answersOf(task), closed || act.isPending || act.isSuccess);
  const holds = task.assignee === me.id || (task.assignee === null && task.candidates.includes(me.id));
  const complete = async (): Promise<void> => {
    const answers = task.form ? form.current?.check() : {};
    if (!answers) return;
    const answer = await act.mutateAsync({ noun: 'tasks', id: task.id, verb: 'complete', args: { answers, version: task.version }, key }).catch(() => undefined);
    if (answer) onDone();
  };
  if (!task.form && closed) return null;
  return (
    <Card size="small" title={task.form ? text(task.form.title) : t('finish')}>
      {task.form && (
        <JsonForm schema={task.form.schema as FormSchema} answers={closed ? answersOf(task) : draft.answers} onChange={draft.change} issues={act.error?.issues ?? []} readOnly={closed || !holds} handle={form} />
      )}
      {act.error && <Failure error={act.error} />}
      {!closed && holds && (
        <Flex align="center" gap={12} style={{ marginTop: 12 }}>
          <Button id={COMPLETE_BUTTON} type="primary" loading={act.isPending} onClick={() => void complete()}>{t('complete')}</Button>
          {draft.savedAt !== null && <Typography.Text type="secondary" aria-live="polite">{t('draftSaved', { at: times.clock(draft.savedAt) })}</Typography.Text>}
        </Flex>
      )}
    </Card>
  );
}

/** Answers given before: what the task was completed with. */
function answersOf(task: Task): Answers {
  const document = task.documents.find(({ id }) => id === task.documentId);
  return ((document?.body as { answers?: Answers } | undefined)?.answers ?? {}) as Answers;
}
