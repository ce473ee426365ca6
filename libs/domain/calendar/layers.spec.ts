import { ZCalendarLayer, ZRootLayer, type CalendarLayer } from '#contracts/api/calendar-layer';
import { calendarIdOf, calendarOf, isOlder, withLayer, type CalendarBook } from './book.ts';
import { dayOf } from './day.ts';
import { readLayer, type VersionedLayer } from './layers.ts';
import { shanghai, SHANGHAI_2026 } from './slices.fixture.ts';
import { buildSlice } from './build.ts';
import { addDuration } from './working-time.ts';
import { HOUR_MS } from './duration.ts';

const layer = (id: string, data: Partial<CalendarLayer>, version = 1): VersionedLayer => ({ id, version, data: { format: 2, ...data } });
const org = layer('org', readLayer(SHANGHAI_2026));
const book = (...layers: VersionedLayer[]): CalendarBook => ({ layers: Object.fromEntries([org, ...layers].map((one) => [one.id, one])), teams: { li: ['planning', 'production'], wu: [] } });
const day = (of: CalendarBook, id: string, date: string) => dayOf(calendarOf(of, id)!, date);

describe('the layers of a calendar', () => {
  it('is that of the person, else of their first team with one, else of the organisation', () => {
    const layers = (...ids: string[]) => new Set(ids);
    expect(calendarIdOf(['planning', 'production'], 'li', layers('team/production', 'person/li'))).toBe('person/li');
    expect(calendarIdOf(['planning', 'production'], 'li', layers('team/production'))).toBe('team/production');
    expect(calendarIdOf([], 'wu', layers('team/production'))).toBe('org');
    const chain = calendarOf(book(layer('team/production', {}), layer('person/li', {}, 3)), 'person/li')!;
    expect(chain.layers.map(({ id }) => id)).toEqual(['org', 'team/production', 'person/li']);
    expect(calendarOf(book(), 'person/nobody')!.layers.map(({ id }) => id)).toEqual(['org']);
    expect(calendarOf(book(), 'elsewhere')).toBeNull();
  });

  it('reads rows of the first release: days off are holidays, Saturdays worked are make-up days, of the official list', () => {
    expect(day(book(), 'org', '2026-10-10')).toMatchObject({ isWorkday: true, reason: 'make-up', source: 'official', official: true, layer: 'org' });
    expect(day(book(), 'org', '2026-10-01')).toMatchObject({ isWorkday: false, reason: 'holiday', hours: [] });
    expect(day(book(), 'org', '2027-01-01')).toMatchObject({ isWorkday: true, reason: 'weekday', official: false, source: 'weekdays' });
  });

  it('a part-time layer takes holidays, not make-up days, and keeps its hours on a day cut in half', () => {
    const part = book(layer('person/wu', { hours: [['10:00', '12:00'], ['13:00', '16:00']], weekdays: [1, 2, 3, 6], inheritDays: 'holidays', days: { '2026-11-02': { isWorkday: true, reason: 'personal', half: 'afternoon', source: 'hand' } } }));
    expect(day(part, 'person/wu', '2026-10-05')).toMatchObject({ isWorkday: false, reason: 'holiday', layer: 'org' });
    // The make-up Saturday is an ordinary Saturday to them, which they work anyway; the make-up Sunday is none.
    expect(day(part, 'person/wu', '2026-10-10')).toMatchObject({ isWorkday: true, reason: 'weekday', hoursLayer: 'person/wu' });
    expect(day(part, 'person/wu', '2026-09-20')).toMatchObject({ isWorkday: false, reason: 'weekend' });
    expect(day(part, 'person/wu', '2026-11-02')).toMatchObject({ half: 'afternoon', hours: [['13:00', '16:00']] });
    expect(day(part, 'person/wu', '2026-11-05')).toMatchObject({ isWorkday: false });
  });

  it('summer hours hold from their date to the next period', () => {
    const summer = withLayer(book(), layer('team/production', { periods: [{ from: '2026-07-01', hours: [['08:00', '14:00']] }, { from: '2026-09-01' }] }));
    expect(['2026-06-30', '2026-07-01', '2026-08-31', '2026-09-01'].map((date) => day(summer, 'team/production', date).hours[0]![0])).toEqual(['09:00', '08:00', '08:00', '09:00']);
  });

  it('a layer of another country takes no days and answers for its own years', () => {
    const berlin = book(layer('team/berlin', { timeZone: 'Europe/Berlin', inheritDays: 'none', days: { '2026-10-03': { isWorkday: false, reason: 'holiday', source: 'official' } } }));
    expect(day(berlin, 'team/berlin', '2026-10-01')).toMatchObject({ isWorkday: true, official: false });
  });

  it('the example of the handbook by a half Friday: 4 working hours after Friday 17:30', () => {
    const half = withLayer(book(), layer('person/li', { weekdayHours: { 1: [['13:00', '18:00']] } }));
    const slice = buildSlice(calendarOf(half, 'person/li')!, { from: shanghai('2026-11-16 00:00'), until: shanghai('2026-11-30 00:00'), zone: { timeZone: 'Asia/Shanghai', offsetAt: () => 8 * HOUR_MS } });
    expect(slice).toMatchObject({ version: 2, layers: [{ id: 'org', version: 1 }, { id: 'person/li', version: 1 }] });
    expect(addDuration(slice, shanghai('2026-11-20 17:30'), { working: 'PT4H' })).toMatchObject({ at: shanghai('2026-11-23 16:30') });
  });

  it('tells an older cut of the same layers', () => {
    const cut = (version: number, ...layers: Array<[string, number]>) => ({ calendarId: 'x', version, ...(layers.length ? { layers: layers.map(([id, one]) => ({ id, version: one })) } : {}) });
    expect([isOlder(cut(1), cut(2)), isOlder(cut(2), cut(1)), isOlder(cut(2), cut(2))]).toEqual([true, false, false]);
    expect(isOlder(cut(3, ['org', 1], ['x', 2]), cut(4, ['org', 2], ['x', 2]))).toBe(true);
    expect(isOlder(cut(1), cut(4, ['org', 2], ['x', 2]))).toBe(false);
  });
});

describe('what a layer may say', () => {
  const issues = (data: unknown, schema: typeof ZCalendarLayer | typeof ZRootLayer = ZCalendarLayer) => (schema.safeParse(data).error?.issues ?? []).map(({ path }) => path.join('.')).sort();
  it('names every field that cannot be', () => {
    expect(issues({ timeZone: 'Mars/Olympus', hours: [['09:00', '12:00'], ['11:00', '25:00']], weekdays: [0, 1] })).toEqual(['hours.1', 'hours.1.1', 'timeZone', 'weekdays.0']);
    expect(issues({ hours: [['09:00', '12:00'], ['11:00', '24:00']] })).toEqual(['hours.1']);
    expect(issues({ hours: [['12:00', '09:00']], weekdays: [1, 1] })).toEqual(['hours.0', 'weekdays']);
    expect(issues({ periods: [{ from: '2026-07-01' }, { from: '2026-06-01' }, { from: '2026-02-30' }] })).toEqual(['periods.1.from', 'periods.2.from', 'periods.2.from']);
    expect(issues({ periods: [{ from: '2026-07-01' }, { from: '2026-06-01' }] })).toEqual(['periods.1.from']);
    expect(issues({ days: { '2026-02-30': { isWorkday: true, reason: 'company' } } })).toEqual(['days.2026-02-30']);
    expect(issues({ days: { '2026-02-03': { isWorkday: false, reason: 'company', half: 'morning' } } })).toEqual(['days.2026-02-03.half']);
    expect(issues({ days: { '2026-02-03': { isWorkday: true, reason: '调休' } } })).toEqual(['days.2026-02-03.reason']);
    expect(issues({ holidays: [] })).toEqual(['']);
    expect(issues({ weekdays: [1] }, ZRootLayer)).toEqual(['hours', 'timeZone']);
  });
  it('takes midnight as an end, and an empty layer', () => {
    expect(issues({ hours: [['00:00', '06:00'], ['22:00', '24:00']], weekdays: [] })).toEqual([]);
    expect(issues({})).toEqual([]);
  });
});
