/** Whose page is taken: where it is, what must be seen on it before, and what is done there first. */
export const PICTURES = [
  { name: 'inbox', person: 'visual', at: ({ check }) => `/inbox/${check}`, shows: '#complete-task' },
  { name: 'inbox-zh-CN', person: 'camera', at: ({ shooting }) => `/inbox/${shooting}`, shows: '#complete-task' },
  { name: 'start-preview', person: 'manager', at: () => '/start/collaboration-loop', shows: 'text=Would end', act: fillTheStart },
  { name: 'run-story', person: 'manager', at: ({ run }) => `/runs/${run}?view=story`, shows: '.run-head' },
  { name: 'run-timeline', person: 'manager', at: ({ run }) => `/runs/${run}?view=timeline`, shows: '.timeline-legend', act: (page) => page.locator('.timeline-legend').scrollIntoViewIfNeeded() },
  { name: 'pieces', person: 'manager', at: () => '/pieces', shows: '.piece-entry', act: nextMonth },
  { name: 'team', person: 'manager', at: () => '/team', shows: 'table' },
  { name: 'boards', person: 'manager', at: () => '/boards', shows: 'canvas, svg' },
  { name: 'boards-dark', person: 'manager', dark: true, at: () => '/boards', shows: 'canvas, svg' },
  { name: 'calendar-year', person: 'manager', at: () => '/settings/calendars/org', shows: 'table, [role=grid]' },
  { name: 'ladder-editor', person: 'manager', at: () => '/settings/ladders/collaboration-loop', shows: 'input[id^=source-]', act: editTheFirst },
];

async function fillTheStart(page) {
  const field = (name) => page.locator(`#root_${name}`);
  await page.locator('#run-title').fill('December, turn 3: sun in the snow');
  const said = { objective: 'One tutorial for skiers before the holidays.', pieces_0_title: 'Sun in the snow', pieces_0_format: '60 s', pieces_0_account: 'Douyin · Ingredient Lab', contentType: 'tutorial' };
  for (const [name, value] of Object.entries(said)) if (await field(name).count()) await field(name).fill(value);
  await page.getByRole('button', { name: 'Show what will happen' }).click();
}

/** What is planned: what is out already lies in this one. */
async function nextMonth(page) {
  await page.getByRole('button', { name: 'Later' }).click();
}

/** Opens the first ladder for editing; nothing is kept. */
async function editTheFirst(page) {
  await page.getByRole('button', { name: /^Edit: / }).first().click();
}
