import { Card, Descriptions, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useNames } from '../api/people.ts';
import { usePiece, type PieceWhole } from '../api/pieces.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { Page } from '../ui/page.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { PieceMetrics } from './piece-metrics.tsx';
import { PiecePath } from './piece-path.tsx';
import { StageTag, WindowTag } from './piece-words.tsx';
import './pieces.css';

/** One video whole: where it stands, when it goes out, its path through the checks, and how it does. */
export function Component() {
  const { t } = useTranslation('pieces');
  const { pieceId = '' } = useParams();
  const { data: piece, error, isPending, refetch } = usePiece(pieceId);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Page title={piece.title} below={<Typography.Text type="secondary">{piece.account} · <Link to="/pieces">{t('title')}</Link> · <Link to={`/runs/${piece.runId}`}>{piece.runTitle}</Link></Typography.Text>} actions={<StageTag piece={piece} />}>
      <Flex vertical gap={16}>
        <Facts piece={piece} />
        <PieceMetrics piece={piece} />
        <Flex gap={16} wrap align="start">
          <Card size="small" className="piece-half" title={<h2 className="piece-heading">{t('path')}</h2>}><PiecePath piece={piece} /></Card>
          <Card size="small" className="piece-half" title={<h2 className="piece-heading">{t('tasks')}</h2>}><Tasks piece={piece} /></Card>
        </Flex>
      </Flex>
    </Page>
  );
}

function Facts({ piece }: { piece: PieceWhole }) {
  const { t } = useTranslation('pieces');
  const times = useTimes();
  const name = useNames();
  const { expected, window } = piece;
  const items = [
    { key: 'out', label: t('out'), children: expected ? <>{t(`goesOut.${expected.basis}`, { at: times.at(expected.at) })} <WindowTag piece={piece} /></> : t('never') },
    ...(window ? [{ key: 'window', label: t('windowTitle'), children: t('windowOf', { from: window.from, until: window.until, zone: window.timeZone, source: window.source }) }] : []),
    ...(expected?.earliest && expected.latest ? [{ key: 'clocks', label: t('byClocks'), children: t('between', { from: times.at(expected.earliest), until: times.at(expected.latest) }) }] : []),
    { key: 'format', label: t('format'), children: piece.format },
    { key: 'authors', label: t('authors'), children: piece.authors.map(name).join(', ') || '–' },
    { key: 'rework', label: t('rework'), children: t('reworks', { count: piece.reworks, cap: piece.reworkCap }) },
    ...(piece.link && /^https?:/.test(piece.link) ? [{ key: 'link', label: t('link'), children: <a href={piece.link} rel="noreferrer noopener" target="_blank">{piece.platform ?? piece.link}</a> }] : []),
  ];
  return <Card size="small"><Descriptions size="small" column={{ xs: 1, md: 2 }} items={items} styles={{ label: { color: 'inherit' } }} /></Card>;
}

function Tasks({ piece }: { piece: PieceWhole }) {
  const { t } = useTranslation('pieces');
  const text = useText();
  const name = useNames();
  const all = [...piece.tasks, ...piece.history];
  if (all.length === 0) return <Typography.Text type="secondary">{t('noTasks')}</Typography.Text>;
  return (
    <ul className="piece-list">
      {all.map((task) => (
        <li key={task.id}>
          <Flex justify="space-between" gap={8}><Link to={`/tasks/${task.id}`}>{text(task.title)}</Link><DueChip task={task} /></Flex>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>{task.assignee ? name(task.assignee) : t('toClaim')}</Typography.Text>
        </li>
      ))}
    </ul>
  );
}
