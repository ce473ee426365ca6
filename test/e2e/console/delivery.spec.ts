import { DEMO_PASSWORD } from '#persistence/seed/demo-people';
import { journeys, printed } from '../support/console/journey.ts';
import { words } from '../support/console/words.ts';

/** What the first page weighs on the line, from the log-in page to a usable inbox. */
const MOST_SCRIPT_BYTES = 300_000;
const say = words('en');

journeys('the first load', (journey) => {
  journey('loads at most 300 kB of compressed JavaScript until the inbox is there, and none of it twice', async (at) => {
    const page = await at.window();
    const sizes: Array<Promise<{ url: string; bytes: number; encoding: string | undefined }>> = [];
    page.on('requestfinished', (request) => {
      if (/\.js(\?|$)/.test(request.url())) sizes.push(Promise.all([request.sizes(), request.response()]).then(([size, response]) => ({ url: request.url(), bytes: size.responseBodySize, encoding: response?.headers()['content-encoding'] })));
    });
    await page.goto('/inbox');
    await page.getByLabel(say('session:email')).fill('manager@callsheet.test');
    await page.getByLabel(say('session:password'), { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: say('session:submit') }).click();
    await page.getByRole('listitem').first().waitFor();
    const scripts = await Promise.all(sizes);
    const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    printed(`first load: ${(total / 1000).toFixed(0)} kB of compressed JavaScript in ${scripts.length} files`);
    expect(new Set(scripts.map(({ url }) => url)).size).toBe(scripts.length);
    expect(scripts.filter(({ bytes, encoding }) => bytes > 2_000 && encoding !== 'br')).toEqual([]);
    expect(total).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  });
}, { example: true });
