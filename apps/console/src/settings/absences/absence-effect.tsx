import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Flex, Spin, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AbsencePreview } from '../../api/absences.ts';
import { useNames } from '../../api/people.ts';
import { Failure } from '../../ui/states.tsx';
import { CoverTasks } from './cover-tasks.tsx';

/** What an absence would do: the chain of deputies, and which of today's tasks go to whom. */
export function AbsenceEffect({ preview: { data, error, isFetching } }: { preview: UseQueryResult<AbsencePreview> }) {
  if (error) return <Failure error={error} />;
  if (!data) return isFetching ? <Spin size="small" /> : null;
  return (
    <Flex vertical gap={8} role="status">
      <ChainOf preview={data} />
      <CoverTasks tasks={data.tasks} total={data.total} />
    </Flex>
  );
}

function ChainOf({ preview: { chain, end, standsIn } }: { preview: AbsencePreview }) {
  const { t } = useTranslation('absences');
  const name = useNames();
  const way = chain.map((id) => name(id)).join(' → ');
  if (standsIn) return <Typography.Text>{t(chain.length > 1 ? 'chain.through' : 'chain.found', { name: name(standsIn), way })}</Typography.Text>;
  return <Alert type="warning" showIcon title={t(`chain.${end}`, { way })} description={t('chain.fallsTo')} />;
}
