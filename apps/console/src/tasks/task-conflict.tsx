import { CopyOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem.ts';
import { useTaskHistory, type Task } from '../api/tasks.ts';
import { JsonForm, type Answers } from '../ui/json-form/json-form.tsx';
import type { FormSchema } from '../ui/json-form/localised.ts';
import { Failure } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { forgetTyped, typedHere } from './typed.ts';

/** Somebody else was faster: who did what, and what to do now. Other refusals speak for themselves. */
export function Conflict({ task, problem }: { task: Task; problem: Problem }) {
  const { t } = useTranslation('task');
  const text = useText();
  const times = useTimes();
  const stale = problem.code === 'stale' || problem.code === 'closed';
  const last = useTaskHistory(task.id).data?.pages[0]?.items[0];
  if (!stale) return <Failure error={problem} />;
  const happened = last && `${times.clock(last.at)} ${text(last.sentence)}${last.reason ? ` (${last.reason})` : ''}`;
  return <Alert type="warning" showIcon role="alert" title={t(task.closedAt === null ? 'conflict.changed' : 'conflict.closed')} description={<>{happened} {t('conflict.kept')}</>} />;
}

/** What somebody had typed when others closed the task or took it: nothing is lost. */
export function Typed({ schema, answers, onForget }: { schema: FormSchema | undefined; answers: Answers; onForget: () => void }) {
  const { t } = useTranslation('task');
  const toast = useToast();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(plain(answers));
    void toast.success(t('typed.copied'));
  };
  return (
    <Alert
      type="info"
      style={{ marginBottom: 12 }}
      title={t('typed.title')}
      description={(
        <Flex vertical gap={8}>
          {schema && <Collapse size="small" defaultActiveKey="mine" items={[{ key: 'mine', label: t('typed.show'), children: <JsonForm schema={schema} answers={answers} readOnly /> }]} />}
          <Flex gap={8}>
            <Button size="small" icon={<CopyOutlined />} onClick={() => void copy()}>{t('typed.copy')}</Button>
            <Button size="small" onClick={onForget}>{t('typed.forget')}</Button>
          </Flex>
        </Flex>
      )}
    />
  );
}

/** The same where the task itself is no longer the reader's to see. */
export function LeftTyped({ taskId, form }: { taskId: string; form: Task['form'] }) {
  const [typed, setTyped] = useState(() => typedHere(taskId)?.answers);
  if (!typed) return null;
  return <Typed schema={form?.schema as FormSchema | undefined} answers={typed} onForget={() => (forgetTyped(taskId), setTyped(undefined))} />;
}

/** Answers as lines of text, for pasting elsewhere. */
function plain(value: unknown, at = ''): string {
  if (Array.isArray(value)) return value.map((item) => plain(item, at)).join('\n');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([key, inner]) => plain(inner, at ? `${at}.${key}` : key)).join('\n');
  return value === undefined || value === null ? '' : `${at}: ${String(value)}`;
}
