import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playbook } from '#contracts/playbook';
import type { Locale } from '#contracts/text';
import { isAtOnce, partsOf, SENTENCES, type Length, type RungDefinition, type SentenceKey } from '#domain/ladder/sentences';
import { LengthField, TargetsField, Words } from './fields.tsx';

/** A sentence of a ladder with a field in each of its places. */
export function Sentence({ name, slots }: { name: SentenceKey; slots: Record<string, ReactNode> }) {
  const { i18n } = useTranslation();
  return <>{partsOf(name, i18n.language as Locale).map((part, index) => ('words' in part ? <Words key={index}>{part.words}</Words> : <span key={part.slot}>{slots[part.slot]}</span>))}</>;
}

interface Props {
  rung: RungDefinition;
  index: number;
  count: number;
  playbook: Playbook;
  onChange: (rung: RungDefinition) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}
const EVERY: Length = { working: 'PT4H' };
const DEFAULT_REPEAT = { every: EVERY, max: 3 };

/** One rung as the sentence that it is. */
export function RungSentence({ rung, index, count, playbook, onChange, onMove, onRemove }: Props) {
  const { t, i18n } = useTranslation('ladders');
  const locale = i18n.language as Locale;
  const n = index + 1;
  const atOnce = isAtOnce(rung.after);
  const { repeat, ...once } = rung;
  const slots = {
    after: <LengthField value={rung.after} onChange={(after) => onChange({ ...rung, after })} playbook={playbook} label={t('afterOf', { n })} />,
    to: <TargetsField value={rung.to} onChange={(to) => onChange({ ...rung, to })} playbook={playbook} label={t('toOf', { n })} />,
    hold: null,
    repeat: repeat && <Sentence name="repeat" slots={{ every: <LengthField value={repeat.every} onChange={(every) => onChange({ ...rung, repeat: { ...repeat, every } })} playbook={playbook} label={t('everyOf', { n })} />, max: <InputNumber min={0} max={100} precision={0} aria-label={t('maxOf', { n })} value={typeof repeat.max === 'number' ? repeat.max : 0} disabled={typeof repeat.max !== 'number'} onChange={(max) => onChange({ ...rung, repeat: { ...repeat, max: max ?? 0 } })} style={{ width: 64 }} /> }} />,
  };
  return (
    <li className="ladder-rung">
      <Flex gap={6} align="center" wrap style={{ flex: 1 }}>
        <Sentence name={atOnce ? 'at-once' : 'later'} slots={slots} />
        <Flex gap={4} wrap style={{ width: '100%' }}>
          <Checkbox checked={atOnce} onChange={(event) => onChange({ ...rung, after: event.target.checked ? { clock: 'PT0S' } : { working: 'PT4H' } })}>{t('atOnce')}</Checkbox>
          <Checkbox checked={rung.hold === 'working'} onChange={(event) => onChange({ ...rung, hold: event.target.checked ? 'working' : 'none' })}>{SENTENCES.hold[locale].replace(/^[,（]\s*|）$/g, '')}</Checkbox>
          <Checkbox checked={repeat !== undefined} onChange={(event) => onChange(event.target.checked ? { ...rung, repeat: DEFAULT_REPEAT } : once)}>{t('repeat')}</Checkbox>
        </Flex>
      </Flex>
      <Flex gap={2}>
        <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('up', { n })} disabled={index === 0} onClick={() => onMove(-1)} />
        <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('down', { n })} disabled={n === count} onClick={() => onMove(1)} />
        <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={t('removeRung', { n })} onClick={onRemove} />
      </Flex>
    </li>
  );
}
