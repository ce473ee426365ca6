import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ScheduleOccurrence } from '../api/schedules.ts';

const COLOURS: Record<ScheduleOccurrence['state'], string> = { due: 'blue', buffered: 'blue', started: 'green', skipped: 'default', missed: 'orange', failed: 'red' };

/** What became of a date, with the way to its run. */
export function OccurrenceState({ occurrence: { state, runId } }: { occurrence: ScheduleOccurrence }) {
  const { t } = useTranslation('schedules');
  return <><Tag variant="outlined" color={COLOURS[state]}>{t(`occurrence.${state}`)}</Tag>{runId && <Link to={`/runs/${runId}`}>{t('toRun')}</Link>}</>;
}
