import { chineseDays, officialYears } from './chinese-days.ts';
import { offsetAt } from './offset-at.ts';
import { defaultOrgCalendar } from './org-calendar.ts';

const HOUR_MS = 3_600_000;

describe('the default calendar of an organisation', () => {
  it('holds the official holidays and make-up days of 2026 and no year that is not official', () => {
    const calendar = defaultOrgCalendar();
    expect(calendar.days).toMatchObject({ '2026-02-14': 'work', '2026-02-15': 'off', '2026-02-23': 'off', '2026-09-20': 'work', '2026-10-01': 'off', '2026-10-10': 'work' });
    expect(calendar.officialYears).toEqual(officialYears().filter((year) => year >= 2025));
    expect(calendar.officialYears).not.toContain(2027);
    expect(new Set(Object.keys(calendar.days).map((date) => Number(date.slice(0, 4))))).toEqual(new Set(calendar.officialYears));
  });
  it('knows an unbroken line of official years', () => {
    const years = officialYears();
    expect(years.slice(0, 2)).toEqual([2004, 2005]);
    expect(years).toHaveLength(years.at(-1)! - 2003);
    expect(chineseDays([2099])).toEqual({});
  });
});

describe('offsetAt', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-24', 8],
    ['Europe/Berlin', '2026-03-28', 1],
    ['Europe/Berlin', '2026-03-29', 2],
    ['Europe/Berlin', '2026-10-25', 1],
    ['America/New_York', '2026-03-08', -4],
    ['Pacific/Kiritimati', '2026-01-01', 14],
    ['Asia/Kolkata', '2026-01-01', 5.5],
  ])('%s on %s is %d hours', (zone, date, hours) => expect(offsetAt(zone)(date)).toBe(hours * HOUR_MS));
  it('refuses a zone it does not know', () => expect(() => offsetAt('Mars/Olympus')).toThrow(RangeError));
});
