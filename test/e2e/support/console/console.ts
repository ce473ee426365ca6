import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Locale } from '#contracts/text';
import { DEMO_DOMAIN, DEMO_PASSWORD, DEMO_TIME_ZONE } from '#persistence/seed/demo-people';
import { Person } from '../people.ts';
import { startStack, type RunningStack, type StackOptions } from '../stack.ts';
import { Complaints, visit } from './visitor.ts';

export interface Look {
  /** Where to go after the log-in; nowhere when it is left out. */
  path?: string;
  locale?: Locale;
  dark?: boolean;
  width?: number;
  height?: number;
}

/** Headless, as root in a container, and without the browser's own traffic. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Asked before anybody is signed in: who am I? */
const USUAL = [/401 \(Unauthorized\) \(.*\/auth\/me\)/];
const SHOTS = path.resolve(import.meta.dirname, '../../../../.callsheet/browser-failures');

/** One browser at one stack, and the people in front of it. */
export class Console {
  private readonly contexts: BrowserContext[] = [];
  private readonly people = new Map<string, Promise<Person>>();
  private expected: RegExp[] = [];
  private complaints = new Complaints();

  private constructor(
    readonly stack: RunningStack,
    private readonly browser: Browser,
  ) {}

  static async open(options: StackOptions): Promise<Console> {
    const [stack, browser] = await Promise.all([startStack(options), chromium.launch({ executablePath: process.env.TEST_BROWSER!, args: FLAGS })]);
    return new Console(stack, browser);
  }

  /** Address of the console, as people type it. */
  get address(): string {
    return this.stack.api.replace('127.0.0.1', 'localhost').replace('/api/v1', '');
  }

  /** A new window that nobody is signed in at. */
  async window({ path: where, locale = 'en', dark = false, width = 1280, height = 800 }: Look = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.address, viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale, timezoneId: DEMO_TIME_ZONE, reducedMotion: 'reduce' });
    this.contexts.push(context);
    context.setDefaultTimeout(15_000);
    await this.complaints.listenTo(context);
    const page = await context.newPage();
    return where ? visit(page, where) : page;
  }

  /** A new window of one of the demo people (`manager`), signed in, in their language. */
  async as(name: string, look: Look = {}): Promise<Page> {
    const page = await this.window({ ...look, path: undefined });
    await page.request.post('/api/v1/auth/login', { data: { email: `${name}@${DEMO_DOMAIN}`, password: DEMO_PASSWORD }, failOnStatusCode: true });
    await (await this.person(name)).speaks(look.locale ?? 'en');
    return visit(page, look.path ?? '/inbox');
  }

  /** The same person as a script would be: over HTTP. */
  person(name: string): Promise<Person> {
    const known = this.people.get(name) ?? Person.logIn(this.stack.api, name);
    this.people.set(name, known);
    return known;
  }

  /** Complaints of pages that this journey causes on purpose, e.g. `/409 \(Conflict\)/`. */
  expects(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** Ends a journey: pictures of every window when it failed, all windows closed, and nothing unexpected complained of. */
  async endJourney(name: string, failed: boolean): Promise<void> {
    if (failed) await this.picture(name);
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
    const left = this.complaints.except([...USUAL, ...this.expected]);
    this.complaints = new Complaints();
    this.expected = [];
    if (left.length > 0 && !failed) throw new Error(`The pages complained of:\n${left.join('\n')}`);
    if (left.length > 0) process.stderr.write(`  ${name}: the pages also complained of ${left.join(' | ')}\n`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stack.stop();
  }

  private async picture(name: string): Promise<void> {
    await mkdir(SHOTS, { recursive: true });
    const pages = this.contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      const file = path.join(SHOTS, `${name.replace(/[^\p{L}\d]+/gu, '-').slice(0, 80)}-${index + 1}.png`);
      await page.screenshot({ path: file }).then(() => process.stderr.write(`  picture of ${page.url()}: ${file}\n`), () => undefined);
    }
  }
}
