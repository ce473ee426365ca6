import { Button, Collapse, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import { usePreviousAnswers } from '../api/tasks.ts';
import { JsonForm } from '../ui/json-form/json-form.tsx';
import type { FormSchema } from '../ui/json-form/localised.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

/** What earlier tasks of the run were answered with: to be read, not changed. */
export function TaskPrevious({ taskId }: { taskId: string }) {
  const { t } = useTranslation('task');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = usePreviousAnswers(taskId);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} />;
  const documents = data.pages.flatMap(({ items }) => items);
  if (documents.length === 0) return <Nothing>{t('previous.none')}</Nothing>;
  return (
    <Flex vertical gap={8}>
      <Collapse
        size="small"
        items={documents.map((document) => ({
          key: document.taskId,
          label: <><Typography.Text strong>{document.note ?? text(document.title)}</Typography.Text> <Typography.Text type="secondary" style={{ fontSize: 12 }}>{t('previous.by', { name: name(document.closedBy), at: times.at(document.closedAt) })}</Typography.Text></>,
          children: (
            <>
              {document.form && <JsonForm schema={document.form.schema as FormSchema} answers={document.answers} readOnly />}
              {document.links.map(({ url, title }) => <div key={url}><a href={url} target="_blank" rel="noreferrer">{title ?? url}</a></div>)}
            </>
          ),
        }))}
      />
      {hasNextPage && <div><Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('earlier')}</Button></div>}
    </Flex>
  );
}
