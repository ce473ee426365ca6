import path from 'node:path';
import { homeOf, runningSupervisor } from './prepare/running.mjs';
import { startExample } from './stack/example.ts';
import { findLauncher, watchLauncher } from './stack/launcher.ts';
import { stage } from './stack/progress.ts';
import { screen } from './stack/screen.ts';
import { readSettings } from './stack/settings.ts';
import { Stack } from './stack/stack.ts';

/** `npm start`: brings the embedded stack up, prints one screen, and stops everything in order when asked to or when a part is lost. */
async function main(): Promise<number> {
  const root = path.resolve(import.meta.dirname, '../..');
  const settings = readSettings(root, process.env);
  const holder = await runningSupervisor(homeOf(root));
  if (holder) throw new Error(`Callsheet is already running from ${settings.home} (process ${holder}). Stop it first, or set CALLSHEET_HOME for a second one.`);
  const stack = new Stack(settings);
  const launcher = findLauncher();
  const asked = untilAsked(launcher);
  const lost = stack.broken.then(({ child, how }) => {
    throw new Error(`The ${child.name} ended by itself (${how}); the rest is stopped. Why: ${child.logFile}. \`npm start\` goes on where it stopped.`);
  });
  const up = bringUp(stack, settings, launcher);
  try {
    // Whoever is first: asked to stop while starting, a part lost, or up and then asked.
    await Promise.race([asked, lost, up.then(() => new Promise<never>(() => undefined))]);
    return 0;
  } finally {
    console.log('\n▸ Stopping …');
    await stack.stop((name) => console.log(`  ${name} stopped`));
    await up.catch(() => undefined);
  }
}

async function bringUp(stack: Stack, settings: ReturnType<typeof readSettings>, launcher: ReturnType<typeof findLauncher>): Promise<void> {
  await stack.start(launcher);
  const example = settings.startExample ? await stage('Example loop', () => startExample(settings)) : null;
  console.log(`\n${screen(settings, example)}\n`);
  process.send?.({ ready: true });
}

/** Resolves at Ctrl-C, at a signal to end, or when the `npm start` above us is gone. Repeats change nothing: npm passes Ctrl-C on a second time. */
function untilAsked(launcher: ReturnType<typeof findLauncher>): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    watchLauncher(launcher, resolve);
  });
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`\n✖ ${error.message}`);
    process.exit(1);
  },
);
