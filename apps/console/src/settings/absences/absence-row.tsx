import { Button, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Absence } from '../../api/absences.ts';
import { useNames } from '../../api/people.ts';
import { useTimes, type Times } from '../../ui/time.ts';

const COLOURS = { away: 'gold', planned: 'blue', over: 'default', cancelled: 'default' } as const;

interface Props {
  absence: Absence;
  /** Whether the reader may change it. */
  mine: boolean;
  onChange: () => void;
  onCancel: () => void;
}

export function AbsenceRow({ absence: { personId, from, until, state, standsIn, reason, createdBy }, mine, onChange, onCancel }: Props) {
  const { t } = useTranslation('absences');
  const name = useNames();
  const times = useTimes();
  const live = state === 'away' || state === 'planned';
  return (
    <>
      <div className="main">
        <Typography.Text strong>{name(personId)}</Typography.Text> <Tag color={COLOURS[state]}>{t(`state.${state}`)}</Tag>
        <div className="quiet" title={`${times.at(from)} – ${times.at(until)}`}>{span(from, until, times)}</div>
      </div>
      <div className="rest">
        {live && <div>{standsIn ? t('standsIn', { name: name(standsIn) }) : <Tag color="red">{t('nobodyStandsIn')}</Tag>}</div>}
        <div className="quiet">{reason} {createdBy !== personId && t('setBy', { name: name(createdBy) })}</div>
      </div>
      <div className="acts">
        {mine && live && <Button size="small" onClick={onChange}>{t('edit')}</Button>}
        {mine && live && <Button size="small" danger onClick={onCancel}>{t(state === 'away' ? 'back' : 'cancel')}</Button>}
      </div>
    </>
  );
}

const MIDNIGHT = /^(00|24):00$/;
/** Whole days by their dates, the last one included; anything else by its instants. */
function span(from: number, until: number, { at, day, clock }: Times): string {
  const whole = MIDNIGHT.test(clock(from)) && MIDNIGHT.test(clock(until));
  if (!whole) return `${at(from)} – ${at(until)}`;
  const [first, last] = [day(from), day(until - 1)];
  return first === last ? first : `${first} – ${last}`;
}
