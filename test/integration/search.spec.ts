import { randomUUID } from 'node:crypto';
import type { RunEvent } from '#contracts/events';
import type { Hit, SearchType } from '#contracts/api/search';
import { CAPITALS, folded, SMALLS, wordsOf } from '#domain/search/words';
import { searchQuery } from '#domain/search/query';
import { demoId } from '#persistence/seed/demo';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';
import { T0 } from './support/story.ts';

let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const ask = (who: string, q: string, more = '') => beside.send(who, 'get', `/search?q=${encodeURIComponent(q)}${more}`);
const found = async (who: string, type: SearchType, q: string): Promise<Hit[]> => (await ask(who, q, `&types=${type}`)).body[type].items;
const ids = async (who: string, type: SearchType, q: string) => (await found(who, type, q)).map(({ id }) => id);

test('a task is found by two characters, by one, by the beginning of a word, and by several words in any order', async () => {
  const { task } = await openTask(beside, { title: text('撰写剧情分镜脚本', 'Write the storyboard'), description: text('周五之前交给导演', 'Due to the director on Friday') });
  for (const q of ['分镜', '镜', '本', '剧情分镜脚本', 'story', 'STORYB', 'board', '导演 story', 'director 分镜']) {
    expect([q, await ids('script', 'tasks', q)]).toEqual([q, q === 'board' ? [] : [task.id]]);
  }
  expect(await ids('script', 'tasks', '情镜')).toEqual([]);
  const [hit] = await found('script', 'tasks', '分镜 fri');
  expect(hit).toMatchObject({ state: 'open', runId: task.runId, title: task.title, found: [{ field: 'title.zh-CN', text: '撰写剧情分镜脚本', marks: [[4, 6]] }, { field: 'description.en', marks: [[23, 26]] }] });
});

test('whoever may not see it in a list does not find it; a mention shows it', async () => {
  const { task, run } = await openTask(beside, { title: text('绝密选题', 'Secret topic') }, { title: '秋季 Zanzibar' });
  for (const [who, sees] of [['script', true], ['manager', true], ['admin', true], ['host', true], ['legal', false], ['copy', false]] as const) {
    expect([who, await ids(who, 'tasks', '绝密'), await ids(who, 'runs', 'zanzibar')]).toEqual([who, sees ? [task.id] : [], sees ? [run.id] : []]);
    expect([who, (await beside.send(who, 'get', `/tasks/${task.id}`)).status === 200]).toEqual([who, sees]);
  }
  await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Look', mentions: [demoId('legal')] });
  expect([await ids('legal', 'tasks', '绝密'), await ids('legal', 'runs', 'zanzibar')]).toEqual([[task.id], []]);
});

test('people, pieces and cases are found too, and one who left is not', async () => {
  const { run, tell } = await openTask(beside);
  const piece = { id: randomUUID(), runId: run.id, turn: 1, title: '猫咪一日', format: 'vlog', account: 'Kitten Lab', contentType: 'x', owner: demoId('copy'), state: 'planned', authors: [], checks: [], reworks: 0, reworkCap: 2, publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1 };
  const entry = { id: randomUUID(), runId: run.id, turn: 1, title: '标题党复盘', contentType: 'x', worked: `${'长'.repeat(300)}封面对比明显${'长'.repeat(300)}`, didNot: 'Hooks came late', keptAt: T0, keptBy: 'x', documentId: null };
  await beside.activities.recordEvents({ runId: run.id, events: [tell.next('PieceAdded', { piece } as never), tell.next('CaseKept', { entry } as never)] as RunEvent[] });
  expect(await ids('copy', 'pieces', '猫咪 kit')).toEqual([piece.id]);
  expect(await ids('legal', 'pieces', '猫咪')).toEqual([]);
  const [hit] = await found('legal', 'cases', '封面 hooks');
  expect(hit).toMatchObject({ id: entry.id, title: text(entry.title, entry.title) });
  expect(hit!.found.map(({ field, text: shown, marks }) => [field, marks.map(([from, to]) => shown.slice(from, to))])).toEqual([['worked', ['封面']], ['didNot', ['Hooks']]]);
  expect(hit!.found[0]!.text.length).toBeLessThan(200);
  await beside.rows(`UPDATE person SET name = '欧阳娜娜' WHERE id = $1`, demoId('pr'));
  expect(await ids('copy', 'people', '娜娜')).toEqual([demoId('pr')]);
  await beside.rows('UPDATE person SET disabled_at = 1 WHERE id = $1', demoId('pr'));
  expect(await ids('copy', 'people', '娜娜')).toEqual([]);
});

test('each type has pages of its own, best first, each hit once', async () => {
  const { run, tell, task } = await openTask(beside);
  const more = Array.from({ length: 7 }, (_, i) => ({ ...task, id: randomUUID(), openedAt: T0 + (i % 3), title: i < 3 ? text('翡翠', 'x') : text('别的', 'x'), description: text(i < 3 ? 'x' : '翡翠矿', 'x') }));
  await beside.activities.recordEvents({ runId: run.id, events: more.map((another) => tell.next('TaskOpened', { task: another })) });
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await ask('script', '翡翠', `&types=tasks&limit=2${after}`);
    seen.push(...body.tasks.items.map(({ id }: Hit) => id));
    if (body.tasks.next === null) break;
    after = `&after=${body.tasks.next}`;
  }
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toEqual(new Set(more.map(({ id }) => id)));
  expect(new Set(seen.slice(0, 3))).toEqual(new Set(more.slice(0, 3).map(({ id }) => id)));
  const all = await ask('script', '翡翠');
  expect(Object.keys(all.body).sort()).toEqual(['cases', 'people', 'pieces', 'runs', 'tasks']);
});

test('what is no word finds nothing, and what is no query is refused by the name of the field', async () => {
  expect((await ask('script', '…!')).body.tasks).toEqual({ items: [], next: null });
  expect(await ids('script', 'tasks', `'x' & !'y' <-> :* \\ "`)).toEqual([]);
  const refused = async (q: string, more: string) => {
    const { status, body } = await ask('script', q, more);
    return [status, body.errors[0].path];
  };
  expect(await refused('x', '&types=tasks,ghosts')).toEqual([400, 'types.1']);
  expect(await refused('x', '&after=abc')).toEqual([400, 'after']);
  expect(await refused('x', '&types=tasks&after=abc')).toEqual([400, 'after']);
  expect(await refused(' ', '')).toEqual([400, 'q']);
});

test('the database takes texts apart as the query does', async () => {
  for (const given of ['脚本大纲 Script OUTLINE A4纸, v2-final', 'ÜBER Übung Ёлка ЖУК ΑΒΓ', "o'neil 한국어 カタカナ ﾊﾝｶｸ", '翡'.repeat(300), CAPITALS + SMALLS, '😀 emoji 🐈‍⬛', '']) {
    const [row] = await beside.rows<{ words: string[]; hit: boolean | null }>('SELECT tsvector_to_array(callsheet_words($1)) AS words, callsheet_words($1) @@ $2::tsquery AS hit', given, searchQuery(given) ?? '');
    const expected = wordsOf(given).flatMap(({ text: word, cjk }) => { const all = [...word]; return cjk ? all.map((character, i) => `${character}${all[i + 1] ?? ''}`) : [all.slice(0, 200).join('')]; });
    expect([given, new Set(row!.words)]).toEqual([given, new Set(expected)]);
    if (wordsOf(given).length > 0) expect([given, row!.hit]).toEqual([given, true]);
  }
  expect(folded(CAPITALS)).toBe(SMALLS);
});

test('a task that moves on is not indexed anew', async () => {
  const { run, task, tell } = await openTask(beside);
  const before = await beside.rows('SELECT xmin::text FROM search_entry WHERE id = $1', task.id);
  await beside.activities.recordEvents({ runId: run.id, events: [tell.next('TaskReleased', { taskId: task.id, by: demoId('script') }, tell.by(demoId('script')))] as RunEvent[] });
  expect(await beside.rows('SELECT xmin::text FROM search_entry WHERE id = $1', task.id)).toEqual(before);
});
