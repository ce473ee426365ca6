import { LETTER_KINDS } from '#contracts/letter';
import { NOTICE_KINDS, type NoticeItem, type NoticeKind } from '#contracts/notice';
import { LOCALES, type Locale } from '#contracts/text';
import { renderLetter, renderNotice } from './render.ts';
import type { NoticeContent } from './view.ts';

const item = (over: Partial<NoticeItem> = {}): NoticeItem => ({
  n: 1, type: 'TaskOpened', kind: 'task-opened', taskId: 'task-1', title: { 'zh-CN': '脚本大纲', en: 'Script outline' }, description: { 'zh-CN': '写出大纲', en: 'Write the outline' },
  dueAt: Date.UTC(2026, 10, 24, 10), provisional: false, source: '4.3', rung: null, subject: null, reason: null, by: null, defects: [], ...over,
});
const meeting = { id: 'm', title: { 'zh-CN': '评审会', en: 'Review' }, agenda: [{ 'zh-CN': '目标', en: 'Goals' }], startsAt: Date.UTC(2026, 10, 24, 2), endsAt: Date.UTC(2026, 10, 24, 3), organizer: 'o', attendees: ['o'], sequence: 0 };
const content = (kind: NoticeKind, items: NoticeItem[] = [item({ kind })]): NoticeContent => ({ kind, data: { runTitle: 'Spring', items, meeting }, names: { o: '李雷' } });
const reader = (locale: Locale, timeZone = 'Asia/Shanghai') => ({ locale, timeZone, publicUrl: 'https://calls.example.com' });

describe('renderNotice', () => {
  it.each(NOTICE_KINDS)('puts %s into words in both languages, with no hole left open', async (kind) => {
    for (const locale of LOCALES) {
      const { subject, html, text } = await renderNotice(content(kind), reader(locale));
      for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|undefined|notice\.|fact\./);
      expect(text).toContain('https://calls.example.com/tasks/task-1');
      expect(html).toContain(`lang="${locale}"`);
    }
  });

  it('says what is due when, in the zone of the reader, and why', async () => {
    const english = await renderNotice(content('task-opened'), reader('en', 'Europe/Berlin'));
    expect(english.subject).toBe('New task: Script outline');
    expect(english.text).toMatch(/Due: Tuesday.*24 November 2026.*11:00/);
    expect(english.text).toContain('Why then: Operations handbook 4.3');
    const chinese = await renderNotice(content('task-opened'), reader('zh-CN'));
    expect(chinese.subject).toBe('新任务：脚本大纲');
    expect(chinese.text).toMatch(/截止: 2026年11月24日.*18:00/);
    expect(chinese.text).toContain('写出大纲');
  });

  it('lists other tasks of one notice with a link each', async () => {
    const items = [item({ kind: 'rung-fired', rung: 1 }), item({ n: 2, kind: 'task-breached' }), item({ n: 3, kind: 'rung-fired', taskId: 'task-2', title: { 'zh-CN': '剪辑', en: 'Editing' } })];
    const { subject, text } = await renderNotice(content('rung-fired', items), reader('en'));
    expect(subject).toBe('Escalated to you: Script outline (and 1 more)');
    expect(text).toContain('https://calls.example.com/tasks/task-2');
    expect(text).toContain('Rung 2');
  });

  it('leads to the page of its run when it is about no task', async () => {
    const about = { ...content('run-closed', [item({ kind: 'run-closed', taskId: null })]), runId: 'run-1' };
    expect((await renderNotice(about, reader('en'))).text).toContain('https://calls.example.com/runs/run-1');
    expect((await renderNotice({ ...about, runId: null }, reader('en'))).text).toContain('https://calls.example.com\n');
  });

  it('says why it comes to this person: nobody holds the role, or they stand in for somebody', async () => {
    const { text } = await renderNotice(content('task-opened', [item({ unheld: 'editor', actingFor: 'o' })]), reader('en'));
    expect(text).toContain('Why you: Nobody who may do this holds "editor", so it falls to you');
    expect(text).toContain('Acting for: 李雷');
  });

  it('shows an invitation with its time and agenda', async () => {
    const { text } = await renderNotice(content('meeting-invited'), reader('zh-CN'));
    expect(text).toMatch(/时间: .*10:00.* 至 11:00/);
    expect(text).toContain('召集人: 李雷');
    expect(text).toContain('议程: 目标');
  });

  it('lets nothing that people wrote become markup or a header', async () => {
    const nasty = '<img src=x onerror=alert(1)>\r\nBcc: eve@example.com';
    const title = { 'zh-CN': nasty, en: nasty };
    const { subject, html } = await renderNotice(content('task-returned', [item({ kind: 'task-returned', title, reason: '<script>x</script>', subject: '"><a href="https://evil">' })]), reader('en'));
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toMatch(/<img|<script|<a href="https:\/\/evil/);
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('renderLetter', () => {
  const letter = { data: { by: '孟曼 <b>' }, account: 'lin@example.com', secret: 'a-code', expiresAt: Date.UTC(2026, 10, 24, 10) };

  it.each(LETTER_KINDS)('puts %s into words in both languages, with no hole left open', async (kind) => {
    for (const locale of LOCALES) {
      const { subject, html, text } = await renderLetter({ kind, ...letter }, reader(locale));
      for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|undefined|letter\./);
      expect(html).not.toContain('<b>');
      expect(text).toContain('lin@example.com');
    }
  });

  it('carries the code behind # in the link, which leads to a page of the console', async () => {
    const { text, html } = await renderLetter({ kind: 'invitation', ...letter }, reader('en'));
    expect(html).toContain('href="https://calls.example.com/accept-invitation#a-code"');
    expect(text).toContain('https://calls.example.com/accept-invitation#a-code');
    expect(text).toMatch(/Valid until: Tuesday.*18:00/);
  });
});
