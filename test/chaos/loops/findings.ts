import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { judgeClocks } from '../evidence/clocks.ts';
import { judgeMails, type Mails } from '../evidence/mails.ts';
import { judgeNotices } from '../evidence/notices.ts';
import { readRecord, type Violation } from '../evidence/record.ts';
import { judgeStarts } from '../evidence/starts.ts';
import { judgeTasks } from '../evidence/tasks.ts';
import { judgeTold } from '../evidence/told.ts';
import { differences } from '../evidence/whole.ts';
import type { KillableStack } from '../support/killable-stack.ts';
import type { Kill } from './killer.ts';
import type { Ledger } from './ledger.ts';
import type { ChaosPlan } from './plan.ts';
import type { Probe } from './probe.ts';
import type { Steering } from './steering.ts';

/** Several runs are looked at together; one query of a run replays its history. */
const AT_ONCE = 4;

export interface Findings {
  plan: ChaosPlan;
  tookMs: number;
  began: number;
  kills: Kill[];
  /** Runs by how they ended. */
  states: Record<string, number>;
  /** Events by type, over all runs. */
  events: Record<string, number>;
  told: Record<'accepted' | 'refused' | 'unknown' | 'stored' | 'sendings', number>;
  /** How long senders waited until they knew, in ms: median, 95 of 100, longest. */
  waits: { p50: number; p95: number; max: number };
  mails: Omit<Mails, 'violations'>;
  violations: Violation[];
}

interface Played {
  plan: ChaosPlan;
  ledger: Ledger;
  steering: Steering;
  kills: Kill[];
  probe: Probe;
  troubles: string[];
  began: number;
  tookMs: number;
  /** Nothing that people asked for is unanswered. */
  settled: boolean;
  /** And every delivery had the time to be sent. */
  mailsSettled: boolean;
}

/** Holds everything that people were told and everything that is recorded against each other. */
export async function gather(stack: KillableStack, played: Played): Promise<Findings> {
  const { plan, ledger, steering, kills, probe, troubles, began, tookMs, settled, mailsSettled } = played;
  const violations: Violation[] = [
    ...troubles.map((detail) => ({ kind: 'harness', runId: null, detail })),
    ...(settled ? [] : [{ kind: 'settling', runId: null, detail: 'commands, starts or deliveries still wait' }]),
    ...ledger.faults.map((fault) => ({ kind: 'answer', ...fault })),
    ...stack.deaths.filter(({ at }) => at >= began).map(({ name, how, at }) => ({ kind: 'death', runId: null, detail: `the ${name} ended by itself at ${at}: ${how}` })),
    ...(await alarms(stack.home)),
    ...unfinished(plan, steering),
    ...(await judgeStarts(stack.pool, new Set([probe.runId, ...steering.live.keys()]), began)),
  ];
  const events: Record<string, number> = {};
  const runIds = [probe.runId, ...steering.live.keys()];
  for (let from = 0; from < runIds.length; from += AT_ONCE) {
    const looked = await Promise.all(runIds.slice(from, from + AT_ONCE).map((runId) => judgeRun(stack, ledger, runId, events)));
    violations.push(...looked.flat());
  }
  const { violations: aboutMails, ...mails } = await judgeMails(stack.pool, stack.mailbox, { kills, settled: mailsSettled, began });
  const states: Record<string, number> = {};
  for (const { state } of steering.live.values()) states[state] = (states[state] ?? 0) + 1;
  return { plan, began, tookMs, kills, states, events, told: counted(ledger), waits: spread(ledger.waits(0, Infinity)), mails, violations: [...violations, ...aboutMails] };
}

async function judgeRun({ pool, client }: KillableStack, ledger: Ledger, runId: string, events: Record<string, number>): Promise<Violation[]> {
  const differing = await differences(pool, client, runId);
  const record = await readRecord(pool, runId);
  for (const { type } of record.events) events[type] = (events[type] ?? 0) + 1;
  return [
    ...differing.map((detail) => ({ kind: 'rows', runId, detail })),
    ...judgeTold(record, ledger.told.filter((told) => told.runId === runId)),
    ...judgeTasks(record),
    ...judgeClocks(record, Date.now()),
    ...judgeNotices(record),
  ];
}

/** Loops that did not come where they were to come: a task that was lost would stop one. */
function unfinished({ loops }: ChaosPlan, { live }: Steering): Violation[] {
  const arrived = new Set([...live.values()].filter(({ there }) => there).map(({ loop }) => loop.index));
  const runOf = new Map([...live.values()].map(({ loop, runId }) => [loop.index, runId]));
  return loops.filter(({ index }) => !arrived.has(index)).map(({ index, title, goal }) => ({ kind: 'unfinished', runId: runOf.get(index) ?? null, detail: `${title} did not come where it was to come: ${goal}` }));
}

/** Log lines that call an operator. */
async function alarms(home: string): Promise<Violation[]> {
  const folder = path.join(home, 'logs');
  const files = (await readdir(folder)).filter((file) => /worker|api/.test(file));
  const lines = await Promise.all(files.map(async (file) => (await readFile(path.join(folder, file), 'utf8')).split('\n').filter((line) => line.includes('"alarm":true')).map((line) => `${file}: ${line.slice(0, 400)}`)));
  return lines.flat().map((detail) => ({ kind: 'alarm', runId: null, detail }));
}

function counted({ told }: Ledger): Findings['told'] {
  const of = (verdict: string): number => told.filter((entry) => entry.verdict === verdict).length;
  return { accepted: of('accepted'), refused: of('refused'), unknown: of('unknown'), stored: told.filter(({ stored }) => stored).length, sendings: told.reduce((sum, { sendings }) => sum + sendings, 0) };
}

function spread(values: number[]): Findings['waits'] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
