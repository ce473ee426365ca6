import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { Load, PersonLoad, Workload } from '../api/workload.ts';
import { useNumbers } from '../ui/numbers.ts';
import { useTimes } from '../ui/time.ts';
import type { OpenedWork } from './work-list.tsx';

interface Props {
  people: PersonLoad[];
  workload: Workload;
  open: (opened: OpenedWork) => void;
}
type Day = Load['days'][number];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HALF = 0.5;

/** Noon of a date in UTC is that date in every zone where people work. */
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);

/** People down, days across; days on which none of them works are left out. Each cell says its hours, and opens its tasks. */
export function HeatTable({ people, workload, open }: Props) {
  const { t, i18n } = useTranslation('team');
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(i18n.language, { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  const columns = workload.dates.map((date, index) => ({ date, index })).filter(({ index }) => people.some(({ load }) => (load?.days[index]?.capacityMs ?? 0) > 0));
  return (
    <div className="team-wide" role="region" aria-label={t('table')} tabIndex={0}>
      <table className="team-table">
        <thead>
          <tr>
            <th scope="col" className="team-person">{t('person')}</th>
            {(['open', 'overdue', 'breaching'] as const).map((group) => <th key={group} scope="col">{t(`group.${group}`)}</th>)}
            {columns.map(({ date }) => <th key={date} scope="col" data-monday={new Date(noon(date)).getUTCDay() === 1}>{day.format(noon(date))}<br /><span aria-hidden>{weekday.format(noon(date))}</span></th>)}
          </tr>
        </thead>
        <tbody>{people.map((person) => <Row key={person.personId} person={person} columns={columns} open={open} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ person, columns, open }: { person: PersonLoad; columns: Array<{ date: string; index: number }>; open: Props['open'] }) {
  const { t } = useTranslation('team');
  const { personId, name, load } = person;
  if (!load) return <tr><th scope="row" className="team-person">{name}</th><td colSpan={columns.length + 3} className="team-hidden">{t('hidden')}</td></tr>;
  const count = (group: 'open' | 'overdue' | 'breaching') => (
    <td key={group}>{load[group] === 0 ? '0' : <button type="button" className="team-count" data-bad={group === 'overdue'} aria-label={t('openGroup', { name, what: t(`group.${group}`), count: load[group] })} onClick={() => open({ personId, name, group })}>{load[group]}</button>}</td>
  );
  return (
    <tr>
      <th scope="row" className="team-person">{name}{load.open === 0 && <> <Tag>{t('idle')}</Tag></>}<Away load={load} /></th>
      {(['open', 'overdue', 'breaching'] as const).map(count)}
      {columns.map(({ date, index }) => <Cell key={date} person={person} day={load.days[index]!} away={isAway(load, date)} open={open} />)}
    </tr>
  );
}

/** Whether an absence covers the noon of a date, by the clock of where most of them are. */
const isAway = ({ absences }: Load, date: string): boolean => absences.some(({ from, until }) => from < noon(date) && until > noon(date) - DAY_MS / 2);

function Away({ load }: { load: Load }) {
  const { t } = useTranslation('team');
  const name = useNames();
  const times = useTimes();
  const [next] = load.absences;
  const deputy = next?.deputyId ?? load.deputyId;
  return (
    <div className="team-away">
      {next && <Typography.Text type="secondary">{t('away', { from: times.short(next.from), until: times.short(next.until - 1) })}</Typography.Text>}
      {deputy && <Typography.Text type="secondary">{t('deputy', { name: name(deputy) })}</Typography.Text>}
    </div>
  );
}

function levelOf({ capacityMs, loadMs }: Day, away: boolean): 'free' | 'half' | 'full' | 'over' | 'off' | 'away' {
  if (capacityMs === 0) return away ? 'away' : 'off';
  const share = loadMs / capacityMs;
  return share > 1 ? 'over' : share > HALF ? 'full' : share > 0 ? 'half' : 'free';
}

function Cell({ person: { personId, name }, day, away, open }: { person: PersonLoad; day: Day; away: boolean; open: Props['open'] }) {
  const { t } = useTranslation('team');
  const numbers = useNumbers();
  const level = levelOf(day, away);
  if (level === 'off' || level === 'away') return <td data-level={level}><span className="team-nothing" aria-label={t(`level.${level}`)} role="img">{level === 'away' ? '✕' : '–'}</span></td>;
  const label = t('cell', { name, date: day.date, load: numbers.hours(day.loadMs), capacity: numbers.hours(day.capacityMs), count: day.tasks });
  if (day.tasks === 0) return <td data-level={level} aria-label={label}>0</td>;
  return <td data-level={level}><button type="button" className="team-cell" aria-label={label} onClick={() => open({ personId, name, date: day.date })}>{numbers.decimal(day.loadMs / HOUR_MS)}{level === 'over' && '!'}</button></td>;
}
