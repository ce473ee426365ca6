import type { Target } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import type { Locale, Text } from '#contracts/text';

export type Values = Record<string, string | number | Text>;

/** Fills `{name}` in a sentence of both languages; a value may be a text of its own. Values are put in once and never read as patterns. */
export function fillIn(sentence: Text, values: Values): Text {
  const fill = (locale: Locale): string =>
    sentence[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'object' ? value[locale] : String(value);
    });
  return { 'zh-CN': fill('zh-CN'), en: fill('en') };
}

/** Parts of an ISO duration in the order they are said. */
const UNITS: Array<[part: RegExp, letter: 'D' | 'H' | 'M' | 'S', en: string, zh: string]> = [
  [/(\d+)D/, 'D', 'd', '天'],
  [/T.*?(\d+)H/, 'H', 'h', '小时'],
  [/T.*?(\d+)M/, 'M', 'min', '分钟'],
  [/T.*?(\d+)S/, 'S', 's', '秒'],
];

/** A duration as people say it, in both languages. */
export function durationText(duration: Duration): Text {
  const working = 'working' in duration;
  const iso = working ? duration.working : duration.clock;
  const parts = UNITS.flatMap(([part, , en, zh]) => {
    const amount = part.exec(iso)?.[1];
    return amount === undefined || Number(amount) === 0 ? [] : [{ en: `${amount} ${en}`, zh: `${amount} ${zh}` }];
  });
  const [en, zh] = [parts.map((part) => part.en).join(' ') || '0 s', parts.map((part) => part.zh).join(' ') || '0 秒'];
  return working ? { en: `${en} of working time`, 'zh-CN': `工作时间 ${zh}` } : { en: `${en} of clock time`, 'zh-CN': `自然时间 ${zh}` };
}

/** The duration that such words say; null for anything else. The inverse of {@link durationText}, blind to spaces. */
export function durationIn(words: string, locale: Locale): Duration | null {
  const english = /^(.+?)\s*of\s+(working|clock)\s+time$/.exec(words.trim());
  const chinese = /^(工作时间|自然时间)\s*(.+)$/.exec(words.trim());
  const [length, working] = locale === 'en' ? [english?.[1], english?.[2] === 'working'] : [chinese?.[2], chinese?.[1] === '工作时间'];
  const iso = length === undefined ? null : isoIn(length, locale);
  if (iso === null) return null;
  return working ? { working: iso } : { clock: iso };
}

function isoIn(length: string, locale: Locale): string | null {
  const unit = (en: string, zh: string): string => `(?:(\\d{1,8})\\s*${locale === 'en' ? en : zh}\\s*)?`;
  const amounts = new RegExp(`^${UNITS.map(([, , en, zh]) => unit(en, zh)).join('')}$`).exec(`${length.trim()} `.trimStart())?.slice(1);
  if (!amounts || amounts.every((amount) => amount === undefined)) return null;
  return isoOf(amounts.map((amount) => Number(amount ?? 0)));
}

/** Days, hours, minutes and seconds as the shortest ISO duration that says them; nothing at all is `PT0S`. */
function isoOf(amounts: readonly number[]): string {
  const [days = '', ...time] = UNITS.map(([, letter], index) => (amounts[index] ? `${amounts[index]}${letter}` : ''));
  const rest = time.join('');
  return days + rest === '' ? 'PT0S' : `P${days}${rest && `T${rest}`}`;
}

/** The same duration in its shortest writing; amounts stay as given (60 minutes are not an hour: of working time they differ in words). */
export function plainDuration(duration: Duration): Duration {
  const iso = 'working' in duration ? duration.working : duration.clock;
  const plain = isoOf(UNITS.map(([part]) => Number(part.exec(iso)?.[1] ?? 0)));
  return 'working' in duration ? { working: plain } : { clock: plain };
}

/** Whom a rung tells, by kind; roles, teams and people are named. */
const TARGETS: Record<string, Text> = {
  assignee: { en: 'the person', 'zh-CN': '负责人' },
  lead: { en: 'the team lead', 'zh-CN': '团队负责人' },
  accountable: { en: 'whoever is accountable for the step', 'zh-CN': '问责人' },
  manager: { en: 'the manager', 'zh-CN': '项目经理' },
  admin: { en: 'the administrators', 'zh-CN': '管理员' },
};
export const PLAIN_TARGETS = ['assignee', 'lead', 'accountable', 'manager', 'admin'] as const;
const NAMED: Record<'role' | 'team' | 'person', Text> = { role: { en: 'role', 'zh-CN': '角色' }, team: { en: 'team', 'zh-CN': '团队' }, person: { en: 'person', 'zh-CN': '人员' } };
export const NAMED_TARGETS = ['role', 'team', 'person'] as const;

export function targetText(target: { kind: string; role?: string; team?: string; person?: string }): Text {
  const name = target.role ?? target.team ?? target.person ?? target.kind;
  return TARGETS[target.kind] ?? { en: name, 'zh-CN': name };
}

/** A list as each language writes it. */
export const listed = (texts: readonly Text[]): Text => ({ en: texts.map(({ en }) => en).join(', '), 'zh-CN': texts.map((text) => text['zh-CN']).join('、') });

/** Letters and digits of any script, dots, dashes and underscores stand as they are; anything else would blur where a name ends. */
const escaped = (name: string): string => [...name].map((sign) => (/[\p{L}\p{N}._-]/u.test(sign) ? sign : encodeURIComponent(sign))).join('');

/** Whom a rung tells, written so that it can be read again: roles, teams and people with what they are. */
export function exactTarget(target: Target): Text {
  const plain = TARGETS[target.kind];
  if (plain) return plain;
  const kind = target.kind as keyof typeof NAMED;
  const name = escaped((target as unknown as Record<string, string>)[kind] ?? '');
  return { en: `${NAMED[kind].en} ${name}`, 'zh-CN': `${NAMED[kind]['zh-CN']} ${name}` };
}

/** The inverse of {@link exactTarget}; null for whom nobody knows. */
export function targetIn(words: string, locale: Locale): Target | null {
  const said = words.trim();
  const plain = PLAIN_TARGETS.find((kind) => TARGETS[kind]![locale] === said);
  if (plain) return { kind: plain };
  for (const kind of NAMED_TARGETS) {
    const name = new RegExp(`^${NAMED[kind][locale]}\\s+(\\S+)$`).exec(said)?.[1];
    if (name !== undefined) return namedTarget(kind, name);
  }
  return null;
}

function namedTarget(kind: (typeof NAMED_TARGETS)[number], name: string): Target | null {
  try {
    return { kind, [kind]: decodeURIComponent(name) } as unknown as Target;
  } catch {
    return null;
  }
}
