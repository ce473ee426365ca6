import { Alert, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../api/people.ts';
import { usePieces, type Piece, type PieceFilter } from '../api/pieces.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';
import { MetricTags, STAGES, WindowTag } from './piece-words.tsx';

/** Which piece is at which check: a column for each stage, and the latest that are out. */
export function PieceBoard({ filter }: { filter: PieceFilter }) {
  const { t } = useTranslation('pieces');
  const live = usePieces(filter, true);
  const out = usePieces(filter, false);
  const pieces = [live, out].flatMap(({ data }) => data?.pages.flatMap((page) => page.items) ?? []);
  const error = live.error ?? out.error;
  if (live.isPending || out.isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void Promise.all([live.refetch(), out.refetch()])} />;
  if (pieces.length === 0) return <Nothing>{t('empty')}</Nothing>;
  return (
    <>
      {(live.hasNextPage || out.hasNextPage) && <Alert type="info" showIcon title={t('narrow')} style={{ marginBottom: 8 }} />}
      <div className="piece-board" role="region" aria-label={t('views.board')} tabIndex={0}>
        {STAGES.map((stage) => {
          const here = pieces.filter((piece) => piece.stage === stage);
          return (
            <section key={stage} className="piece-column" aria-label={t('column', { stage: t(`stage.${stage}`), count: here.length })}>
              <h2>{t(`stage.${stage}`)} <span className="piece-count">{here.length}</span></h2>
              {here.map((piece) => <BoardCard key={piece.id} piece={piece} />)}
            </section>
          );
        })}
      </div>
    </>
  );
}

function BoardCard({ piece }: { piece: Piece }) {
  const { t } = useTranslation('pieces');
  const name = useNames();
  const times = useTimes();
  const next = piece.tasks.find(({ check }) => check !== null) ?? piece.tasks[0];
  return (
    <article className="piece-card">
      <Link to={`/pieces/${piece.id}`}>{piece.title}</Link>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{piece.account}</Typography.Text>
      {next && <span>{next.assignee ? name(next.assignee) : t('toClaim')} <DueChip task={next} /></span>}
      {piece.reworks > 0 && <Typography.Text style={{ fontSize: 12 }}>{t('reworks', { count: piece.reworks, cap: piece.reworkCap })}</Typography.Text>}
      {piece.expected && <span><Typography.Text type="secondary" style={{ fontSize: 12 }}>{t(`goesOut.${piece.expected.basis}`, { at: times.at(piece.expected.at) })}</Typography.Text> <WindowTag piece={piece} /></span>}
      <MetricTags piece={piece} />
    </article>
  );
}
