import { createHash } from 'node:crypto';
import type { Change, PlaybookDiff } from '#contracts/api/playbook-draft';
import { CHANGE_GROUPS, type ChangeGroup } from '#contracts/change-groups';
import type { Locale, Text } from '#contracts/text';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-top:1px solid #ccc;width:25%}td:first-child,th:first-child{width:50%}del{background:#fde8e8}ins{background:#e3f6e5;text-decoration:none}`;
/** Nothing of the page may load or run anything: its one style is allowed by its hash. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const HEADINGS: Record<ChangeGroup, Text> = {
  steps: { en: 'Steps', 'zh-CN': '阶段' },
  tasks: { en: 'Tasks', 'zh-CN': '任务' },
  clocks: { en: 'Clocks', 'zh-CN': '时限与提醒' },
  ladders: { en: 'Ladders', 'zh-CN': '升级规则' },
  meetings: { en: 'Meetings, gates and checkpoints', 'zh-CN': '会议、关卡与监测' },
  forms: { en: 'Forms', 'zh-CN': '表单' },
  settings: { en: 'Settings', 'zh-CN': '设置' },
  texts: { en: 'Texts', 'zh-CN': '文字' },
  other: { en: 'Other', 'zh-CN': '其他' },
};
const WORDS = {
  title: { en: 'What changes', 'zh-CN': '变更内容' },
  what: { en: 'Change', 'zh-CN': '变更' },
  before: { en: 'Before', 'zh-CN': '变更前' },
  after: { en: 'After', 'zh-CN': '变更后' },
  none: { en: 'Nothing differs.', 'zh-CN': '没有差异。' },
} satisfies Record<string, Text>;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** A difference as one page in the reader's language, complete in itself: no script, nothing loaded, every text escaped. */
export function diffPage({ slug, from, to, changes }: PlaybookDiff, locale: Locale): string {
  const title = `${WORDS.title[locale]}: ${slug} ${from} → ${to}`;
  const body = CHANGE_GROUPS.map((group) => section(group, changes.filter((change) => change.group === group), locale)).join('');
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${body || `<p>${WORDS.none[locale]}</p>`}</body></html>`;
}

function section(group: ChangeGroup, changes: readonly Change[], locale: Locale): string {
  if (changes.length === 0) return '';
  const head = `<tr><th scope="col">${WORDS.what[locale]}</th><th scope="col">${WORDS.before[locale]}</th><th scope="col">${WORDS.after[locale]}</th></tr>`;
  const cell = (tag: 'del' | 'ins', text: Text | null): string => `<td>${text ? `<${tag}>${escaped(text[locale])}</${tag}>` : ''}</td>`;
  const rows = changes.map(({ sentence, before, after }) => `<tr><td>${escaped(sentence[locale])}</td>${cell('del', before)}${cell('ins', after)}</tr>`).join('');
  return `<h2>${HEADINGS[group][locale]}</h2><table><thead>${head}</thead><tbody>${rows}</tbody></table>`;
}
