import { Button, Dropdown, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkVerb } from '../api/bulk.ts';
import type { TaskCard } from '../api/tasks.ts';
import { BulkDialog } from './bulk-dialog.tsx';

/** Verbs that make sense for several at once; each is previewed before it is done. */
const VERBS: readonly BulkVerb[] = ['claim', 'release', 'transfer', 'delegate', 'due', 'nudge', 'ack'];

interface Props {
  /** Tasks that are ticked. */
  cards: readonly TaskCard[];
  total: number;
  onAll: () => void;
  onNone: () => void;
}

/** What can be done to everything that is ticked. */
export function BulkBar({ cards, total, onAll, onNone }: Props) {
  const { t } = useTranslation('inbox');
  const [verb, setVerb] = useState<BulkVerb>();
  const close = (done: boolean): void => {
    setVerb(undefined);
    if (done) onNone();
  };
  return (
    <Flex gap={8} align="center" wrap role="toolbar" aria-label={t('bulk.title')}>
      <Typography.Text strong>{t('bulk.ticked', { count: cards.length })}</Typography.Text>
      <Dropdown trigger={['click']} menu={{ items: VERBS.map((one) => ({ key: one, label: t(`bulk.verb.${one}`), onClick: () => setVerb(one) })) }}>
        <Button size="small" type="primary">{t('bulk.menu')}</Button>
      </Dropdown>
      {cards.length < total && <Button size="small" onClick={onAll}>{t('bulk.all', { count: total })}</Button>}
      <Button size="small" onClick={onNone}>{t('bulk.none')}</Button>
      {verb && <BulkDialog verb={verb} cards={cards} onClose={close} />}
    </Flex>
  );
}
