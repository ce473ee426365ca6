import { Alert, Button, Flex, Tabs, Tag, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { ORG_CALENDAR } from '#contracts/calendar';
import { dayOf } from '#domain/calendar/day';
import { isOfficial, type Calendar } from '#domain/calendar/layers';
import { addressOf, useLayers } from '../../api/calendars.ts';
import { useMe } from '../../app/me.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { idOf, useCalendarName, useMayChange } from './access.ts';
import { Ask } from './ask.tsx';
import { ChangeDrawer } from './change-drawer.tsx';
import { DayEditor } from './day-editor.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { sameLayer, withDays } from './layer-edit.ts';
import { Versions } from './versions.tsx';
import { WeekEditor } from './week-editor.tsx';
import { Legend, YearGrid } from './year-grid.tsx';

/** One calendar: its year on one page, its weekly hours, its versions. */
export function Component() {
  const { calendar: address = ORG_CALENDAR } = useParams();
  const id = idOf(address);
  const { data: kept, error, isPending, refetch } = useLayers(id);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <Editor key={id} id={id} kept={kept} />;
}

const ownOf = ({ layers }: Calendar): { version: number; data: CalendarLayer } => layers.at(-1)!;

function Editor({ id, kept }: { id: string; kept: Calendar }) {
  const { t } = useTranslation('calendars');
  const calendarName = useCalendarName();
  const mayChange = useMayChange(id);
  const [draft, setDraft] = useState<{ layer: CalendarLayer; version: number } | null>(null);
  const [showing, setShowing] = useState<'change' | 'import' | null>(null);
  const [year, setYear] = useState(() => dayjs().year());
  const own = ownOf(kept);
  const layer = draft?.layer ?? own.data;
  const calendar: Calendar = draft ? { id, layers: kept.layers.map((one) => (one.id === id ? { ...one, data: draft.layer } : one)) } : kept;
  const edit = (next: CalendarLayer): void => setDraft(sameLayer(next, own.data) ? null : { layer: next, version: draft?.version ?? own.version });
  const state = { id, kept, calendar, layer, year, edit, readOnly: !mayChange };
  return (
    <Page title={calendarName(id)} below={<LayerPath calendar={kept} />} actions={<Changes draft={draft !== null} mayChange={mayChange} onLook={() => setShowing('change')} onDiscard={() => setDraft(null)} />}>
      {draft && draft.version !== own.version && <Alert type="warning" showIcon title={t('changedMeanwhile')} style={{ marginBottom: 12 }} />}
      <Tabs
        items={[
          { key: 'year', label: t('tab.year'), children: <Year {...state} onYear={setYear} onImport={() => setShowing('import')} /> },
          { key: 'week', label: t('tab.week'), children: <WeekEditor id={id} layer={layer} calendar={calendar} readOnly={!mayChange} onChange={edit} /> },
          { key: 'versions', label: t('tab.versions'), children: <Versions id={id} calendar={kept} year={year} /> },
          { key: 'ask', label: t('tab.ask'), children: <Ask calendar={id} /> },
        ]}
      />
      {showing === 'change' && draft && <ChangeDrawer id={id} layer={draft.layer} version={draft.version} onApplied={() => undefined} onClose={() => { setShowing(null); if (draft.version !== own.version) setDraft(null); }} />}
      {showing === 'import' && <ImportDrawer id={id} year={year} onClose={() => setShowing(null)} />}
    </Page>
  );
}

/** Of which layers the calendar is made, weakest first. */
function LayerPath({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('calendars');
  const calendarName = useCalendarName();
  return (
    <Flex gap={4} wrap align="center" style={{ marginTop: 4 }}>
      <Link to="/settings/calendars">{t('all')}</Link>
      {calendar.layers.map(({ id, version }) => (
        <span key={id}>› <Link to={`/settings/calendars/${addressOf(id)}`}><Tag color={id === calendar.id ? 'blue' : 'default'}>{calendarName(id)} {version > 0 ? t('version', { version }) : t('asUnder')}</Tag></Link></span>
      ))}
    </Flex>
  );
}

function Changes({ draft, mayChange, onLook, onDiscard }: { draft: boolean; mayChange: boolean; onLook: () => void; onDiscard: () => void }) {
  const { t } = useTranslation('calendars');
  if (!mayChange) return <Tag>{t('readOnly')}</Tag>;
  return (
    <>
      {draft && <Button onClick={onDiscard}>{t('discard')}</Button>}
      <Button type="primary" disabled={!draft} onClick={onLook}>{t('look')}</Button>
    </>
  );
}

interface YearProps {
  id: string;
  kept: Calendar;
  calendar: Calendar;
  layer: CalendarLayer;
  year: number;
  readOnly: boolean;
  edit: (layer: CalendarLayer) => void;
  onYear: (year: number) => void;
  onImport: () => void;
}

function Year({ id, kept, calendar, layer, year, readOnly, edit, onYear, onImport }: YearProps) {
  const { t } = useTranslation('calendars');
  const { role, timeZone } = useMe();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now());
  const [focus, setFocus] = useState(today);
  const [picked, setPicked] = useState<string | null>(null);
  const shift = (to: number): void => {
    onYear(to);
    setFocus(today.startsWith(`${to}-`) ? today : `${to}-01-01`);
  };
  const canImport = role === 'admin' && !readOnly && (id === ORG_CALENDAR || layer.inheritDays === 'none');
  return (
    <>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 12 }}>
        <Button aria-label={t('yearBefore')} onClick={() => shift(year - 1)}>‹</Button>
        <Typography.Title level={2} style={{ fontSize: 20, margin: 0, minWidth: 64, textAlign: 'center' }}>{year}</Typography.Title>
        <Button aria-label={t('yearAfter')} onClick={() => shift(year + 1)}>›</Button>
        <Typography.Text type="secondary">{t('workdays', { count: workdaysOf(calendar, year) })}</Typography.Text>
        {canImport && <Button onClick={onImport} style={{ marginInlineStart: 'auto' }}>{t('import.title')}</Button>}
      </Flex>
      {!isOfficial(calendar, year) && <Alert type="warning" showIcon title={t('notOfficial', { year })} description={t(canImport ? 'notOfficialImport' : 'notOfficialHint')} style={{ marginBottom: 12 }} />}
      <Legend />
      <YearGrid year={year} calendar={calendar} kept={kept} today={today} focus={focus.startsWith(`${year}-`) ? focus : `${year}-01-01`} onFocus={setFocus} onPick={setPicked} />
      {picked && <DayEditor key={picked} date={picked} calendar={calendar} stated={layer.days?.[picked]} readOnly={readOnly} onClose={() => setPicked(null)} onSave={(dates, stated) => { edit(withDays(layer, dates, stated)); setPicked(null); }} />}
    </>
  );
}

function workdaysOf(calendar: Calendar, year: number): number {
  const first = Date.UTC(year, 0, 1) / 86_400_000;
  return Array.from({ length: Date.UTC(year + 1, 0, 1) / 86_400_000 - first }, (_, index) => new Date((first + index) * 86_400_000).toISOString().slice(0, 10)).filter((date) => dayOf(calendar, date).isWorkday).length;
}
