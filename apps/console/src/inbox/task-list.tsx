import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox, Flex, Tag, Typography } from 'antd';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { TaskCard } from '../api/tasks.ts';
import { useMe } from '../app/me.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { useText } from '../ui/text.ts';
import './task-list.css';

const ROW_PX = 96;
/** Rows left below the sight when the next page is asked for. */
const AHEAD = 40;

interface Props {
  cards: readonly TaskCard[];
  selected: string | null;
  onSelect: (card: TaskCard) => void;
  /** Tasks that a verb is to be done to together. */
  ticked: ReadonlySet<string>;
  onTick: (id: string) => void;
  /** The end of what is loaded comes near. */
  onEnd: () => void;
}

/** The list itself: only the rows in sight exist, however many there are. */
export function TaskList({ cards, selected, onSelect, ticked, onTick, onEnd }: Props) {
  const { t } = useTranslation('inbox');
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: cards.length, getScrollElement: () => frame.current, estimateSize: () => ROW_PX, overscan: 8, getItemKey: (index) => cards[index]!.id });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const index = cards.findIndex(({ id }) => id === selected);
  useEffect(() => {
    if (last >= cards.length - AHEAD) onEnd();
  }, [last, cards.length, onEnd]);
  // Following the keys: what is chosen comes into sight.
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  }, [index, rows]);
  return (
    <div ref={frame} className="task-list" role="list" aria-label={t('title')}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const card = cards[item.index]!;
          return (
            <div key={card.id} role="listitem" aria-setsize={cards.length} aria-posinset={item.index + 1} className="task-row-place" style={{ transform: `translateY(${item.start}px)`, height: item.size }}>
              <Checkbox className="task-row-tick" checked={ticked.has(card.id)} onChange={() => onTick(card.id)} aria-label={t('bulk.tick')} />
              <button type="button" className="task-row" aria-current={card.id === selected} onClick={() => onSelect(card)}><Row card={card} /></button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Drawn again only when its task has changed: scrolling moves rows and draws none. */
const Row = memo(function Row({ card }: { card: TaskCard }) {
  const text = useText();
  const title = card.subject.note ?? text(card.title);
  const step = text(card.stepTitle);
  return (
    <>
      <Typography.Text strong ellipsis>{card.pieceTitle ? `${title} · ${card.pieceTitle}` : title}</Typography.Text>
      <Typography.Text type="secondary" ellipsis>{step && `${step} · `}{card.runTitle}</Typography.Text>
      <Flex gap={6} align="center" className="task-row-badges"><DueChip task={card} /><Badges card={card} /><Who card={card} /></Flex>
    </>
  );
});

function Who({ card }: { card: TaskCard }) {
  const { t } = useTranslation('inbox');
  const name = useNames();
  const { id } = useMe();
  const others = card.turnOf.filter((person) => person !== id);
  const who = card.assignee === null && card.closedAt === null ? t('claimable') : others.length > 0 || card.assignee !== id ? (others.length > 0 ? others : [card.assignee]).map(name).join(', ') : t('you');
  return <Typography.Text type="secondary" ellipsis style={{ fontSize: 12, flex: '0 1 auto' }}>{who}</Typography.Text>;
}

/** What is special about it, each in a word. */
function Badges({ card }: { card: TaskCard }) {
  const { t } = useTranslation('inbox');
  const name = useNames();
  return (
    <>
      {card.claimable && <Tag color="cyan">{t('mayClaim')}</Tag>}
      {card.subject.check && <Tag color="geekblue">{t(`check.${card.subject.check}`)}</Tag>}
      {card.part && card.part !== 'do' && <Tag>{t(`part.${card.part}`)}</Tag>}
      {card.nudges > 0 && <Tag color="volcano">{t('nudged', { count: card.nudges })}</Tag>}
      {card.cover && <Tag color="purple">{t('actingFor', { name: name(card.cover.for) })}</Tag>}
      {card.delegatedBy && <Tag color="purple">{t('delegatedBy', { name: name(card.delegatedBy) })}</Tag>}
      {card.paused && card.closedAt === null && <Tag>{t('paused')}</Tag>}
      {card.acknowledged && <Tag>{t('acknowledged')}</Tag>}
      {card.fellToManager && <Tag color="orange">{t('unheld')}</Tag>}
    </>
  );
}
