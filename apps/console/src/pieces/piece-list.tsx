import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePieces, type Piece, type PieceFilter } from '../api/pieces.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';
import { MetricTags, StageTag, WindowTag } from './piece-words.tsx';

export function PieceList({ filter }: { filter: PieceFilter }) {
  const { t } = useTranslation('pieces');
  const times = useTimes();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = usePieces(filter);
  const pieces = data?.pages.flatMap((page) => page.items) ?? [];
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (pieces.length === 0) return <Nothing>{t('empty')}</Nothing>;
  return (
    <>
      <div className="piece-wide" role="region" aria-label={t('views.list')} tabIndex={0}>
        <Table<Piece>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={pieces}
          columns={[
            { title: t('piece'), key: 'title', rowScope: 'row', render: (_value, piece) => <Link to={`/pieces/${piece.id}`}>{piece.title}</Link> },
            { title: t('account'), dataIndex: 'account' },
            { title: t('run'), key: 'run', render: (_value, piece) => <Link to={`/runs/${piece.runId}`}>{piece.runTitle}</Link> },
            { title: t('stands'), key: 'stage', render: (_value, piece) => <StageTag piece={piece} /> },
            { title: t('out'), key: 'at', render: (_value, piece) => (piece.expected ? <>{t(`goesOut.${piece.expected.basis}`, { at: times.at(piece.expected.at) })} <WindowTag piece={piece} /></> : t('never')) },
            { title: t('metrics'), key: 'metrics', render: (_value, piece) => <MetricTags piece={piece} /> },
          ]}
        />
      </div>
      {hasNextPage && <Button onClick={() => void fetchNextPage()} style={{ marginTop: 8 }}>{t('more')}</Button>}
    </>
  );
}
