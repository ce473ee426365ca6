import fc from 'fast-check';
import { ZCalendarLayer, ZStatedDay } from '#contracts/api/calendar-layer';
import { DAY_KINDS, datesBetween, dayFrom, kindOf, reasonsFor, sameLayer, withDays, withoutPeriod, withWeek, type DayForm } from './layer-edit.ts';

const form: fc.Arbitrary<DayForm> = fc.record({
  kind: fc.constantFrom(...DAY_KINDS),
  reason: fc.constantFrom('holiday', 'in-lieu', 'make-up', 'company', 'personal'),
  names: fc.record({ 'zh-CN': fc.constantFrom('', '团建'), en: fc.constantFrom('', 'Team day') }),
  hours: fc.constant([['10:00', '12:00']] as Array<[string, string]>),
});

it('whatever the form says is a day that the API takes, and is shown again as what was said', () => {
  fc.assert(fc.property(form, (said) => {
    const day = dayFrom(said);
    expect(kindOf(day ?? undefined)).toBe(said.kind);
    if (day === null) return;
    expect(ZStatedDay.safeParse(day).success).toBe(true);
    expect(reasonsFor(said.kind)).toContain(day.reason);
  }));
});

it('days are said and taken back, in whichever order a stretch is named', () => {
  const layer = ZCalendarLayer.parse({ days: { '2026-12-31': { isWorkday: false, reason: 'company' } } });
  const off = dayFrom({ kind: 'off', reason: 'company', names: { 'zh-CN': '年会', en: '' }, hours: [] });
  const dates = datesBetween('2027-01-02', '2026-12-30');
  expect(dates).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
  const edited = withDays(layer, dates, off);
  expect(edited.days!['2027-01-01']).toEqual({ isWorkday: false, reason: 'company', name: { 'zh-CN': '年会', en: '年会' }, source: 'hand' });
  expect(Object.keys(withDays(edited, dates, null).days!)).toEqual([]);
  expect(sameLayer(withDays(edited, dates, null), ZCalendarLayer.parse({}))).toBe(true);
  expect(sameLayer(edited, layer)).toBe(false);
});

it('week rules begin on a date, in order, and can be taken back', () => {
  const layer = ZCalendarLayer.parse({ hours: [['09:00', '18:00']] });
  const both = withWeek(withWeek(layer, '2027-07-01', { weekdays: [1, 2] }), '2027-01-01', { hours: [['10:00', '19:00']], weekdayHours: {} });
  expect(both.periods).toEqual([{ from: '2027-01-01', hours: [['10:00', '19:00']] }, { from: '2027-07-01', weekdays: [1, 2] }]);
  expect(ZCalendarLayer.safeParse(both).success).toBe(true);
  expect(sameLayer(withoutPeriod(withoutPeriod(both, '2027-01-01'), '2027-07-01'), layer)).toBe(true);
  expect(withWeek(layer, null, { weekdays: [1] })).toEqual({ format: 2, weekdays: [1] });
});
