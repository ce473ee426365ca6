import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Findings } from './findings.ts';
import { seconds } from './killer.ts';

const SHOWN = 40;

/** The findings as one table for people. */
export function table(findings: Findings): string {
  const { plan, kills, violations, told, waits, mails, states, events, tookMs } = findings;
  const dead = kills.flatMap(({ victims }) => victims);
  const rows = kills.map(({ victims, at, underWay, restartedAfter, readyAfter, answersAfter }, index) =>
    [String(index + 1), seconds(at - findings.began), victims.join(' + '), String(underWay), ...[restartedAfter, readyAfter, answersAfter].map(seconds)]);
  const by = (name: string): string => `${name} ${dead.filter((victim) => victim === name).length}`;
  const answers = kills.map(({ answersAfter }) => answersAfter).sort((a, b) => a - b);
  return [
    `Chaos, seed ${plan.seed}: ${plan.size.loops} loops (${list(states)}), ${dead.length} kills -9 in ${kills.length} rounds, ${seconds(tookMs)}`,
    '',
    ...columns([['round', 'after', 'killed', 'loops under way', 'started again', 'ready', 'answers again'], ...rows]),
    '',
    ...columns([
      ['kills', ['worker', 'api', 'temporal', 'postgres'].map(by).join(', ')],
      ['answers again', `median ${seconds(answers[Math.floor(answers.length / 2)] ?? 0)}, longest ${seconds(answers.at(-1) ?? 0)}`],
      ['people asked', `${told.accepted + told.refused + told.unknown} times in ${told.sendings} sendings: ${told.accepted} accepted, ${told.refused} refused, ${told.unknown} never asked again; ${told.stored} answered 202`],
      ['they waited', `median ${seconds(waits.p50)}, 95 of 100 ${seconds(waits.p95)}, longest ${seconds(waits.max)}`],
      ['events', `${Object.values(events).reduce((sum, count) => sum + count, 0)}: ${list(pick(events, ['TaskOpened', 'TaskCompleted', 'TaskBreached', 'BreachAnnulled', 'RungFired', 'AcknowledgementExpired', 'ReworkAsked', 'TaskTransferred', 'TaskDueChanged', 'TaskReturned', 'RunPaused']))}`],
      ['mails', `${mails.mails} for ${list(mails.deliveries)}; ${mails.doubled} came twice, each beside a kill`],
      ['violations', String(violations.length)],
    ]),
    ...violations.slice(0, SHOWN).map(({ kind, runId, detail }) => `  ✖ ${kind}${runId ? ` · run ${runId}` : ''} · ${detail}`),
    ...(violations.length > SHOWN ? [`  … and ${violations.length - SHOWN} more in the file`] : []),
  ].join('\n');
}

/** Writes the findings as JSON; beside them, when something is wrong, the logs of every process. @returns the file */
export async function keep(findings: Findings, home: string, file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const { plan, ...rest } = findings;
  await writeFile(file, JSON.stringify({ seed: plan.seed, size: plan.size, rounds: plan.rounds, ...rest }, null, 2));
  if (findings.violations.length > 0) await cp(path.join(home, 'logs'), `${file}.logs`, { recursive: true });
  return file;
}

const list = (counts: Record<string, number>): string => Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ');
const pick = (counts: Record<string, number>, names: string[]): Record<string, number> => Object.fromEntries(names.map((name) => [name, counts[name] ?? 0]));

function columns(lines: string[][]): string[] {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines.map((line) => line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column]!))).join('  '));
}
