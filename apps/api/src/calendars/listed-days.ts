import type { StatedDay } from '#contracts/api/calendar-layer';
import { ZDate } from '#contracts/api/calendar-layer';
import type { CalendarImport, ListedLine } from '#contracts/api/calendar';
import { InvalidError, type FieldIssue } from '#domain/errors';
import { chineseDays, officialYears } from '#platform/calendars/chinese-days';

/** What each kind of an official list says of a day: whether it is worked and why, as two facts. */
const KINDS: Record<ListedLine['kind'], Pick<StatedDay, 'isWorkday' | 'reason'>> = {
  holiday: { isWorkday: false, reason: 'holiday' },
  'in-lieu': { isWorkday: false, reason: 'in-lieu' },
  makeup: { isWorkday: true, reason: 'make-up' },
};
const isKind = (kind: string): kind is ListedLine['kind'] => Object.hasOwn(KINDS, kind);

/** The official list that a request names, by date. @throws InvalidError naming every line that cannot be, or the year of which this release brings no list */
export function listedDays({ year, days, csv }: Pick<CalendarImport, 'year' | 'days' | 'csv'>): { source: 'chinese-days' | 'request'; list: Record<string, StatedDay> } {
  if (days === undefined && csv === undefined) {
    if (!officialYears().includes(year)) throw new InvalidError([{ path: 'year', message: { en: 'this release brings no official list of that year: send days or csv', 'zh-CN': '本版本未附带该年的官方安排，请提供 days 或 csv' } }]);
    return { source: 'chinese-days', list: chineseDays([year]) };
  }
  const lines = days ? days.map((line, index) => ({ ...line, path: `days.${index}` })) : fromCsv(csv!);
  const seen = new Set<string>();
  const issues = lines.flatMap(({ date, path }): FieldIssue[] => {
    const wrong = !date.startsWith(`${year}-`) ? { en: `is not in ${year}`, 'zh-CN': `不在 ${year} 年` } : seen.has(date) ? { en: 'comes twice', 'zh-CN': '重复出现' } : null;
    seen.add(date);
    return wrong ? [{ path: `${path}.date`, message: wrong }] : [];
  });
  if (issues.length > 0) throw new InvalidError(issues);
  const stated = ({ kind, name }: ListedLine): StatedDay => ({ ...KINDS[kind], ...(name ? { name: { 'zh-CN': name, en: name } } : {}), source: 'official' });
  return { source: 'request', list: Object.fromEntries(lines.map((line) => [line.date, stated(line)])) };
}

/** Lines `date,kind,name`; a head line and empty ones are passed over. */
function fromCsv(csv: string): Array<ListedLine & { path: string }> {
  const issues: FieldIssue[] = [];
  const lines = csv.split(/\r?\n/).flatMap((line, index) => {
    const [date = '', kind = '', ...name] = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (line.trim() === '' || (index === 0 && date.toLowerCase() === 'date')) return [];
    const path = `csv.${index + 1}`;
    if (!ZDate.safeParse(date).success) issues.push({ path: `${path}.date`, message: { en: 'is no date that exists', 'zh-CN': '不是有效日期' } });
    if (!isKind(kind)) issues.push({ path: `${path}.kind`, message: { en: 'must be holiday, in-lieu or makeup', 'zh-CN': '须为 holiday、in-lieu 或 makeup' } });
    return isKind(kind) ? [{ date, kind, name: name.join(',').slice(0, 200), path }] : [];
  });
  if (issues.length > 0) throw new InvalidError(issues);
  return lines;
}
