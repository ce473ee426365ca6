import { useVirtualizer } from '@tanstack/react-virtual';
import { Flex, Tag, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { TaskCard } from '../api/tasks.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { useText } from '../ui/text.ts';
import './task-list.css';

const ROW_PX = 94;

interface Props {
  cards: readonly TaskCard[];
  selected: string | null;
  onSelect: (card: TaskCard) => void;
  /** The end of what is loaded has come into sight. */
  onEnd: () => void;
}

/** The list itself: only the rows in sight exist, however many there are. */
export function TaskList({ cards, selected, onSelect, onEnd }: Props) {
  const { t } = useTranslation('inbox');
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: cards.length, getScrollElement: () => frame.current, estimateSize: () => ROW_PX, overscan: 8 });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= cards.length - 1) onEnd();
  }, [last, cards.length, onEnd]);
  return (
    <div ref={frame} className="task-list" role="list" aria-label={t('title')} aria-rowcount={cards.length}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const card = cards[item.index]!;
          return (
            <div key={card.id} role="listitem" className="task-row-place" style={{ transform: `translateY(${item.start}px)`, height: item.size }}>
              <button type="button" className="task-row" aria-current={card.id === selected} onClick={() => onSelect(card)}><Row card={card} /></button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Row({ card }: { card: TaskCard }) {
  const { t } = useTranslation('inbox');
  const text = useText();
  const name = useNames();
  return (
    <>
      <Flex justify="space-between" gap={8}>
        <Typography.Text strong ellipsis>{card.subject.note ?? text(card.title)}</Typography.Text>
        <DueChip task={card} />
      </Flex>
      <Typography.Text type="secondary" ellipsis>{card.runTitle}</Typography.Text>
      <Flex gap={4} align="center">
        <Typography.Text type="secondary" ellipsis style={{ fontSize: 12 }}>{card.assignee ? name(card.assignee) : t('claimable')}</Typography.Text>
        {card.subject.check && <Tag>{t(`check.${card.subject.check}`)}</Tag>}
        {card.cover && <Tag color="purple">{t('actingFor', { name: name(card.cover.for) })}</Tag>}
        {card.fellToManager && <Tag color="orange">{t('unheld')}</Tag>}
      </Flex>
    </>
  );
}
