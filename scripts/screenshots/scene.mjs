import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Person, until } from './person.mjs';

const NAMES = ['manager', 'host', 'script', 'visual', 'copy', 'data', 'camera', 'editor', 'ops', 'pr', 'legal'];
const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/fast-turn.json');
/** Only the meeting comes at once; whatever the pictures show is timed as in the handbook. */
const MEETS_AT_ONCE = ['review.recurrence', 'review.duration', 'checks.daily.every', 'checks.weekly.every'];

const piece = (title, account, contentType) => ({ title, account, contentType, format: '60 s' });
const LOOPS = {
  watched: {
    title: 'November, turn 4: sunscreen explained',
    contentType: 'knowledge',
    objective: 'Two explainers about sun protection, 25 % completion, 300 followers a piece.',
    pieces: [piece('What SPF really says', 'Douyin · Ingredient Lab', 'knowledge'), piece('How much is enough', 'Xiaohongshu · Ingredient Lab', 'knowledge')],
  },
  produced: {
    title: 'November, turn 5: dry winter skin',
    contentType: 'tutorial',
    objective: 'Three tutorials on dry skin for the cream that comes out in December.',
    pieces: [piece('Three steps against dry skin', 'Douyin · Ingredient Lab', 'tutorial'), piece('First aid for red cheeks', 'Xiaohongshu · Ingredient Lab', 'tutorial'), piece('Hands in the cold', 'Bilibili · Ingredient Lab', 'tutorial')],
  },
  planned: {
    title: 'December, turn 2: gift sets compared',
    contentType: 'tutorial',
    objective: 'Two comparisons of gift sets, out before the winter solstice.',
    pieces: [piece('Five gift sets, one winner', 'Douyin · Ingredient Lab', 'tutorial'), piece('A gift for him', 'Xiaohongshu · Ingredient Lab', 'tutorial')],
  },
};

/**
 * Brings about what the pictures show, through the API as people would: a loop that is watched, one in production and one half planned,
 * beside the one that `npm start` began. What is there already stays as it is.
 * @returns ids of what is opened.
 */
export async function setTheScene(base) {
  const api = `${base}/api/v1`;
  const people = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await Person.logIn(api, name)])));
  const { manager, visual, camera, script } = people;
  const [watched, produced, planned] = await Promise.all(Object.keys(LOOPS).map((name) => start(manager, name)));
  const drive = (runId, may, done) => work(people, runId, may, done);
  const step = async (runId) => (await manager.get(`/runs/${runId}`)).step;
  const first = LOOPS.produced.pieces[0].title;
  await Promise.all([
    drive(watched, ({ step: at }) => at === 'planning' || at === 'production', async () => !['planning', 'production'].includes(await step(watched))),
    drive(produced, (task) => task.step === 'planning' || (task.pieceTitle === first && !task.subject.check), async (open) => open.some(({ subject }) => subject.check)),
    drive(planned, ({ key }) => ['competitor-analysis', 'user-persona', 'topic-selection', 'visual-style'].includes(key), async (open) => open.length > 0 && open.length <= 6),
  ]);
  await figures(people.data, watched);
  const check = await find(visual, produced, ({ subject }) => subject.check);
  const shooting = await find(camera, produced, ({ key }) => key === 'shooting');
  await script.does(`say-${planned}`, `/tasks/${(await find(script, planned, () => true)).id}/comments`, { text: 'The second set is sold out; shall we take the small one?' });
  return { run: produced, check: check.id, shooting: shooting.id };
}

async function start(manager, name) {
  const { title, ...input } = LOOPS[name];
  const kept = (await manager.list('/runs?limit=200')).find((run) => run.title === title);
  if (kept) return kept.id;
  const example = JSON.parse(await readFile(EXAMPLE, 'utf8'));
  const settings = Object.fromEntries(Object.entries(example.input.settings).filter(([setting]) => MEETS_AT_ONCE.includes(setting)));
  const { id } = await manager.does(`start-${name}`, '/runs', { ...example, title, input: { ...input, settings } });
  const [meeting] = await until(async () => {
    const meetings = await manager.list(`/meetings?runId=${id}&limit=200`);
    return meetings.length > 0 && meetings;
  });
  await manager.does(`decide-${id}`, `/meetings/${meeting.id}/decision`, { decision: 'go' });
  return id;
}

/** Everybody does what is in their inbox and may be done, until it is as it should be. */
async function work(people, runId, may, done) {
  await until(async () => {
    const open = await people.manager.list(`/tasks?scope=all&runId=${runId}&limit=200`);
    if (await done(open)) return true;
    for (const task of open) if (may(task)) await Object.values(people).find(({ id }) => id === task.assignee)?.completes(task);
    return false;
  }, 90_000);
}

const find = (person, runId, which) => until(async () => (await person.list(`/tasks?scope=mine&runId=${runId}&limit=200`)).find(which));

/** What was watched so far, so that floors and figures show. */
async function figures(data, runId) {
  const pieces = await data.list(`/pieces?runId=${runId}`);
  const point = (pieceId, metric, value, measuredAt) => ({ pieceId, metric, value, measuredAt, source: 'export' });
  const points = pieces.filter(({ publishedAt }) => publishedAt).flatMap(({ id, publishedAt }, index) => [point(id, 'plays', 18_400 - 7_000 * index, publishedAt), point(id, 'completion-rate', 0.31 - 0.04 * index, publishedAt)]);
  if (points.length > 0) await data.does(`figures-${runId}`, '/metrics', { points });
}
