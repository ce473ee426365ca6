import { journeys, printed } from '../support/console/journey.ts';

/** What the first page weighs on the line, for whoever is signed in; the log-in page is held to the same by ../first-load.spec.ts. */
const MOST_SCRIPT_BYTES = 300_000;

journeys('the first load', (journey) => {
  journey('brings the inbox with at most 300 kB of compressed JavaScript, and no file twice', async (at) => {
    const page = await at.as('manager');
    const sizes: Array<Promise<{ url: string; bytes: number; encoding: string | undefined }>> = [];
    page.on('requestfinished', (request) => {
      if (/\.js(\?|$)/.test(request.url())) sizes.push(request.response().then((response) => ({ url: request.url(), bytes: Number(response?.headers()['content-length']), encoding: response?.headers()['content-encoding'] })));
    });
    await (await page.context().newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.goto('/inbox');
    await page.getByRole('listitem').first().waitFor();
    // The words of other pages come behind the first one.
    const scripts = (await Promise.all(sizes)).filter(({ url }) => !/\/rest-/.test(url));
    const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    printed(`first load: ${(total / 1000).toFixed(0)} kB of compressed JavaScript in ${scripts.length} files`);
    expect(scripts.length).toBeGreaterThan(5);
    expect(new Set(scripts.map(({ url }) => url)).size).toBe(scripts.length);
    expect(scripts.filter(({ bytes, encoding }) => bytes > 2_000 && encoding !== 'br')).toEqual([]);
    expect(total).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  });
}, { example: true });
