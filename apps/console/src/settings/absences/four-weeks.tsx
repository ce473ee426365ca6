import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Absence } from '../../api/absences.ts';
import { useNames } from '../../api/people.ts';
import { useNow } from '../../ui/due-chip.tsx';
import { useTimes } from '../../ui/time.ts';
import './four-weeks.css';
import { barOf, DAY_MS } from './span.ts';

const WEEKS = 4;
const WEEK_MS = 7 * DAY_MS;

/** Who is away in the next four weeks, as bars by person. The list below says the same in words. */
export function FourWeeks({ absences }: { absences: readonly Absence[] }) {
  const { t } = useTranslation('absences');
  const name = useNames();
  const times = useTimes();
  const from = Math.floor(useNow() / DAY_MS) * DAY_MS;
  const window = { from, until: from + WEEKS * WEEK_MS };
  const people = [...new Set(absences.filter((absence) => barOf(absence, window)).map(({ personId }) => personId))];
  if (people.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="card-title">{t('fourWeeks')}</h2>}>
      <div className="weeks" aria-hidden>
        <div className="weeks-row weeks-head"><span /><div>{Array.from({ length: WEEKS }, (_, week) => <span key={week}>{times.day(from + week * WEEK_MS)}</span>)}</div></div>
        {people.map((person) => (
          <div key={person} className="weeks-row">
            <span>{name(person)}</span>
            <div className="weeks-line">{absences.filter(({ personId }) => personId === person).map((absence) => <Bar key={absence.id} absence={absence} window={window} />)}</div>
          </div>
        ))}
      </div>
    </Card>
  );
}

function Bar({ absence, window }: { absence: Absence; window: { from: number; until: number } }) {
  const { t } = useTranslation('absences');
  const name = useNames();
  const bar = barOf(absence, window);
  if (!bar) return null;
  const who = absence.standsIn ? name(absence.standsIn) : t('nobodyStandsIn');
  return <i className={absence.standsIn ? 'weeks-bar' : 'weeks-bar weeks-alone'} style={{ insetInlineStart: `${bar.start}%`, width: `${bar.length}%` }}>{who}</i>;
}
