import type { BoardsFigure } from './boards.ts';
import { CONCURRENCY, type Compared, type ComparePlan, type Side } from './compare.ts';
import { quantiles, rounded, type Quantiles } from './figures.ts';
import type { InboxFigure } from './inbox.ts';
import type { Measured } from './load.ts';

export interface BenchPlan extends ComparePlan {
  /** Open tasks stored before each measurement of the inbox, ascending. */
  inboxRows: number[];
}
export const FULL: BenchPlan = { warmUpSeconds: 5, rounds: 3, secondsAlone: 4, secondsTogether: 12, inboxRows: [100_000, 1_000_000] };
/** Shows that the bench works; its figures mean little. */
export const QUICK: BenchPlan = { warmUpSeconds: 2, rounds: 1, secondsAlone: 2, secondsTogether: 4, inboxRows: [2_000, 20_000] };

export interface Measurements extends Compared {
  inbox: InboxFigure[];
  boards: BoardsFigure;
}

const loopsPerSecond = ({ loops, seconds }: Measured): number => loops / seconds;

/** The one object of `--json`; latencies at concurrency 32, the inbox at its largest. */
export function resultOf({ ours, raw, inbox, boards }: Measurements): object {
  const largest = inbox.at(-1)!;
  return {
    loopsPerSecond: { ours: rounded(loopsPerSecond(ours.together)), raw: rounded(loopsPerSecond(raw.together)) },
    completionMs: { ours: quantiles(ours.together.completionMs), raw: quantiles(raw.together.completionMs) },
    readableMs: quantiles(ours.together.readableMs),
    perTask: { events: rounded(ours.perTask.events), actions: rounded(ours.perTask.actions) },
    inbox: { rows: largest.rows, p99Ms: largest.executionMs.p99 },
    boards: { tasks: boards.tasks, flowP99Ms: boards.flowMs.p99 },
  };
}

/** The same for people, with what the object leaves out. */
export function reportText({ ours, raw, inbox, boards }: Measurements): string {
  const ratio = loopsPerSecond(ours.together) / loopsPerSecond(raw.together);
  return [
    '',
    `Loops of 5 tasks per second   ours ${rounded(loopsPerSecond(ours.together))}, raw ${rounded(loopsPerSecond(raw.together))} at concurrency ${CONCURRENCY}: ${ratio.toFixed(2)} of raw`,
    `                              ours ${rounded(loopsPerSecond(ours.alone))}, raw ${rounded(loopsPerSecond(raw.alone))} at concurrency 1`,
    `Completion (ms)               ${pair('completionMs', ours.together, raw.together)} at concurrency ${CONCURRENCY}`,
    `                              ${pair('completionMs', ours.alone, raw.alone)} at concurrency 1`,
    `Readable after the answer     ${said(ours.together.readableMs)} at concurrency ${CONCURRENCY}; ${said(ours.alone.readableMs)} at concurrency 1 (ms)`,
    `Per task                      ours ${cost(ours)}; raw ${cost(raw)}`,
    ...inbox.map(inboxLine),
    boardsLine(boards),
    '',
  ].join('\n');
}

function inboxLine({ rows, executionMs, roundTripMs }: InboxFigure): string {
  const parts = `in the database p50 ${executionMs.p50}, p99 ${executionMs.p99}; with transfer and parsing p50 ${roundTripMs.p50}, p99 ${roundTripMs.p99} (ms)`;
  return `Inbox, first page, ${rows.toLocaleString('en').padStart(9)}  ${parts}`;
}

function boardsLine({ tasks, ...figures }: BoardsFigure): string {
  const part = (name: string, { p50, p99 }: Quantiles): string => `${name} p50 ${p50}, p99 ${p99}`;
  return `Boards over ${tasks.toLocaleString('en')} tasks      ${part('exceptions', figures.exceptionsMs)}; ${part('flow with trend', figures.flowMs)}; ${part('people', figures.peopleMs)}; ${part('a list', figures.listMs)} (ms)`;
}

const said = (samples: readonly number[]): string => {
  const { p50, p99 } = quantiles(samples);
  return `p50 ${p50}, p99 ${p99}`;
};
const pair = (what: 'completionMs', ours: Measured, raw: Measured): string => `ours ${said(ours[what])}; raw ${said(raw[what])}`;
const cost = ({ perTask }: Side): string => `${rounded(perTask.events)} history events and ${rounded(perTask.actions)} billable actions`;
