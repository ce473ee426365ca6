import { chineseDays, officialYears } from './chinese-days.ts';
import { zoneOf } from './zone-of.ts';
import { defaultOrgCalendar } from './org-calendar.ts';

const HOUR_MS = 3_600_000;

describe('the default calendar of an organisation', () => {
  it('holds the official holidays and make-up days of 2026 and no year that is not official', () => {
    const calendar = defaultOrgCalendar();
    const make = (isWorkday: boolean, reason: string, en: string) => expect.objectContaining({ isWorkday, reason, name: expect.objectContaining({ en }), source: 'official' });
    expect(calendar.days).toMatchObject({
      '2026-02-14': make(true, 'make-up', 'Spring Festival'), '2026-02-17': make(false, 'holiday', 'Spring Festival'), '2026-02-23': make(false, 'in-lieu', 'Spring Festival'),
      '2026-09-20': make(true, 'make-up', 'National Day'), '2026-10-01': make(false, 'holiday', 'National Day'), '2026-10-10': make(true, 'make-up', 'National Day'),
    });
    expect(calendar.officialYears).toEqual(officialYears().filter((year) => year >= 2025));
    expect(calendar.officialYears).not.toContain(2027);
    expect(new Set(Object.keys(calendar.days!).map((date) => Number(date.slice(0, 4))))).toEqual(new Set(calendar.officialYears));
  });
  it('knows an unbroken line of official years', () => {
    const years = officialYears();
    expect(years.slice(0, 2)).toEqual([2004, 2005]);
    expect(years).toHaveLength(years.at(-1)! - 2003);
    expect(chineseDays([2099])).toEqual({});
  });
});

describe('zoneOf', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-24T04:00Z', 8],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00Z', 2],
    ['Europe/Berlin', '2026-10-25T01:00Z', 1],
    ['America/New_York', '2026-03-08T07:00Z', -4],
    ['Pacific/Kiritimati', '2026-01-01T00:00Z', 14],
    ['Asia/Kolkata', '2026-01-01T00:00Z', 5.5],
    ['Australia/Lord_Howe', '2026-04-04T14:59Z', 11],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z', 10.5],
  ])('%s at %s is %d hours', (zone, at, hours) => expect(zoneOf(zone).offsetAt(Date.parse(at))).toBe(hours * HOUR_MS));
  it('refuses a zone it does not know', () => expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError));
});
