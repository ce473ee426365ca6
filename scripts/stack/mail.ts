import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Child } from './child.ts';

const READY_MS = 30_000;

export interface MailOptions {
  /** Absolute folder that keeps the mail. */
  dir: string;
  smtpPort: number;
  webPort: number;
  logFile: string;
  onSpawn?: (child: Child) => void;
}

/** Starts the mail catcher (maildev): takes every mail, sends none on, shows them on a page. @throws Error with the reason in one line. */
export async function startMail({ dir, smtpPort, webPort, logFile, onSpawn }: MailOptions): Promise<Child> {
  const program = fileURLToPath(new URL('./bin/maildev.js', import.meta.resolve('maildev')));
  const ports = ['--smtp', String(smtpPort), '--ip', '127.0.0.1', '--web', String(webPort), '--web-ip', '127.0.0.1'];
  const child = new Child({ name: 'mail', command: process.execPath, args: [program, ...ports, '--mail-directory', dir, '--max-emails', '2000'], logFile });
  onSpawn?.(child);
  await untilAnswers(child, `http://127.0.0.1:${webPort}/api/email`, READY_MS);
  return child;
}

/** Waits until an address answers 2xx. @throws Error when the child ends first or `timeoutMs` pass. */
export async function untilAnswers(child: Child, url: string, timeoutMs: number): Promise<void> {
  for (const until = Date.now() + timeoutMs; ; await wait(100)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    if (child.gone) throw new Error(`The ${child.name} ended while starting: ${child.lastWords()} (log: ${child.logFile})`);
    if (Date.now() > until) {
      const said = response ? `answers ${response.status}` : 'does not answer';
      throw new Error(`The ${child.name} ${said} at ${url} after ${timeoutMs / 1000} s; its log: ${child.logFile}`);
    }
  }
}
