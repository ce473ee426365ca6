import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import type { Command, CommandAnswer, CommandArgs, CommandName } from '#contracts/commands';
import type { EventBatch, EventType, RecordResult, RunEvent } from '#contracts/events';
import { PREVIEW_QUERY, runWorkflowId, VIEW_QUERY } from '#contracts/names';
import type { Directory, MetricsRequest, ProcessDefinition, RunActivities } from '#contracts/process';
import type { Task } from '#contracts/task';
import type { CalendarBook } from '#domain/calendar/book';
import type { Json } from '#contracts/text';
import type { RunPreview, RunView } from '#contracts/view';
import { writePinned } from './pinned.ts';
import { createTestWorker } from './time-skipping.ts';
import { until } from './until.ts';
import { loadFactsAt, orgBook, runInput } from './scripted-team.ts';

export interface StageOptions {
  input: Record<string, Json>;
  settings?: Record<string, Json>;
  bundle?: string;
  /** Turns the scripted team's directory into another one, from the start. */
  directory?: (team: Directory) => Directory;
  /** The calendars in force, from the start; by default the organisation's alone. */
  book?: CalendarBook;
}
/** How people answer a task: its outcome, or null to leave it alone. */
export type Script = (task: Task) => Record<string, Json> | null;

/**
 * A run on the time-skipping server with the stores replaced by a list that keeps `recordEvents`' contract (consecutive numbers,
 * a repeated number with the same cause skipped); the real one is tested on PostgreSQL.
 */
export class Stage {
  readonly events: RunEvent[] = [];
  /** Latest value of each metric, as `readMetrics` answers; missing ones never came. */
  metrics: Record<string, number> = {};
  /** Who is there and who is away, as `loadFacts` answers from now on. */
  directory: (team: Directory) => Directory = (team) => team;
  /** The calendars in force, as `loadFacts` answers from now on. */
  book: CalendarBook = orgBook();
  /** Rungs that reach nobody, by index. */
  emptyRungs = new Set<number>();
  /** Whom `pickPerson` answered, by block. */
  readonly picks = new Map<string, string>();
  /** The server's time as of the last look (epoch ms). */
  now = 0;
  private static readonly opened: Stage[] = [];
  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly handle: WorkflowHandleWithFirstExecutionRunId,
    private readonly worker: Worker,
    private readonly running: Promise<void>,
  ) {}

  static async open(env: TestWorkflowEnvironment, of: string | ProcessDefinition, type: string, options: StageOptions): Promise<Stage> {
    const taskQueue = `stage-${randomUUID()}`;
    const late: { stage?: Stage } = {};
    const toStart = options.directory ?? ((team: Directory) => team);
    const clock = { now: await env.currentTimeMs() };
    const activities: RunActivities = {
      recordEvents: (batch) => Promise.resolve(late.stage!.record(batch)),
      loadFacts: async (request) => loadFactsAt(() => clock.now, () => late.stage?.book ?? options.book ?? orgBook())(request).then(async (facts) => ({ ...facts, directory: { ...(late.stage?.directory ?? toStart)(facts.directory), asOf: (clock.now = await env.currentTimeMs()) } })),
      pickPerson: ({ key, people }) => Promise.resolve({ person: late.stage!.pick(key, people) }),
      readMetrics: ({ metrics }: MetricsRequest) => Promise.resolve(Object.fromEntries(metrics.map((metric) => [metric, late.stage!.metrics[metric] ?? null]))),
    };
    const worker = await createTestWorker(env, { taskQueue, activities: { ...activities }, ...(options.bundle ? { workflowBundle: { codePath: options.bundle } } : {}) });
    const running = worker.run();
    const runId = randomUUID();
    const input = await runInput(of, { ...options, runId, now: clock.now });
    const facts = { ...input.facts, directory: toStart(input.facts.directory) };
    const handle = await env.client.workflow.start(type, { taskQueue, workflowId: runWorkflowId(runId), args: [{ ...input, facts }] });
    const stage = new Stage(env, handle, worker, running);
    stage.directory = toStart;
    stage.book = options.book ?? stage.book;
    late.stage = stage;
    Stage.opened.push(stage);
    return stage;
  }

  /** For `afterEach`: a server for each test, because what a test leaves under way would hold up the time of the next (seen with 1.40.0). */
  static async closeAll(env: TestWorkflowEnvironment): Promise<void> {
    await Promise.all(Stage.opened.splice(0).map((stage) => stage.close()));
    await env.teardown();
  }

  private async close(): Promise<void> {
    this.worker.shutdown();
    await this.running;
  }

  /** What a command would do if it came now, as the run answers it. */
  async preview<N extends CommandName>(name: N, actor: string, args: CommandArgs[N], options: Partial<Command<N>> = {}): Promise<RunPreview> {
    const command: Command<N> = { id: randomUUID(), name, actor, asManager: actor === 'manager', receivedAt: await this.env.currentTimeMs(), seenVersion: null, bodyHash: 'hash', args, ...options };
    return this.handle.query<RunPreview, [Command<N>]>(PREVIEW_QUERY, command);
  }

  view(): Promise<RunView> {
    return this.handle.query<RunView>(VIEW_QUERY);
  }

  /** Whether the run has continued as new. */
  async continued(): Promise<boolean> {
    return (await this.handle.describe()).runId !== this.handle.firstExecutionRunId;
  }

  async openTasks(key?: string): Promise<Task[]> {
    return (await this.view()).tasks.filter((task) => task.closedAt === null && (!key || task.key === key));
  }

  /** Sends a command as the API would; a refusal is thrown as its `ApplicationFailure`. */
  async send<N extends CommandName>(name: N, actor: string, args: CommandArgs[N], options: Partial<Command<N>> = {}): Promise<CommandAnswer> {
    const command: Command<N> = { id: randomUUID(), name, actor, asManager: actor === 'manager', receivedAt: await this.env.currentTimeMs(), seenVersion: null, bodyHash: 'hash', args, ...options };
    try {
      const answer = await this.handle.executeUpdate<CommandAnswer, [Command<N>]>(name, { updateId: command.id, args: [command] });
      await until(() => this.events.length >= answer.eventNumber);
      await this.reacted();
      return answer;
    } catch (error) {
      throw error instanceof WorkflowUpdateFailedError && error.cause ? error.cause : error;
    }
  }

  /** Resolves when the run has done what followed from the last thing it was told: it waits for people and clocks only. */
  private async reacted(): Promise<void> {
    await until(async () => !(await this.handle.describe()).raw.pendingActivities?.length);
  }

  complete(task: Task, outcome: Record<string, Json> = {}, actor = task.assignee ?? task.candidates[0] ?? ''): Promise<CommandAnswer> {
    return this.send('completeTask', actor, { taskId: task.id, documentId: null, outcome });
  }

  /** Lets people finish whatever the script answers, and time pass by `step` whenever nothing is to be done, until `done`. */
  async play(script: Script, done: (view: RunView) => boolean, { step = '1 hour', rounds = 2_000 } = {}): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const view = await this.view();
      this.now = await this.env.currentTimeMs();
      if (done(view)) return;
      let acted = 0;
      for (const task of view.tasks.filter((candidate) => candidate.closedAt === null)) {
        const outcome = script(task);
        if (outcome === null) continue;
        acted += 1;
        await this.complete(task, outcome);
        if ((await this.view()).run.visit !== view.run.visit) break;
      }
      if (acted === 0) await this.env.sleep(step);
    }
    throw new Error(`nothing more happens: ${JSON.stringify((await this.openTasks()).map((task) => task.key))}`);
  }

  /**
   * Keeps this run's history and events as test/replay's pins when `npm run record-history` runs the suite; otherwise does nothing.
   * `name` says the shape it pins.
   */
  async pin(name: string): Promise<void> {
    const folder = process.env.RECORD_HISTORIES;
    if (!folder) return;
    const view = await this.view();
    await writePinned(path.join(folder, `${name}.json.gz`), { workflowId: this.handle.workflowId, history: await this.handle.fetchHistory(), events: this.events, run: view.run });
  }

  /** Types of what was recorded, in order; `of` narrows to events about that task or piece. */
  types(of?: string): EventType[] {
    return this.events.filter((event) => !of || JSON.stringify(event.data).includes(of)).map((event) => event.type);
  }

  of<T extends EventType>(type: T): Array<RunEvent<T>> {
    return this.events.filter((event) => event.type === type) as Array<RunEvent<T>>;
  }

  /** Each in turn, the same again for a block known; the real ones are tested on PostgreSQL. */
  private pick(key: string, people: string[]): string {
    const person = this.picks.get(key) ?? people[this.picks.size % people.length]!;
    this.picks.set(key, person);
    return person;
  }

  private record({ events }: EventBatch): RecordResult {
    const emptyRungs: RecordResult['emptyRungs'] = [];
    for (const event of events) {
      const last = this.events.at(-1)?.n ?? 0;
      if (event.n <= last) {
        if (JSON.stringify(this.events[event.n - 1]?.cause) !== JSON.stringify(event.cause)) throw new Error(`event ${event.n} has another cause`);
        continue;
      }
      if (event.n !== last + 1) throw new Error(`gap before event ${event.n}`);
      this.events.push(event);
      if (event.type === 'RungFired' && this.emptyRungs.has(event.data.rung)) emptyRungs.push({ taskId: event.data.taskId, rung: event.data.rung, n: event.n });
    }
    return { lastEvent: this.events.length, emptyRungs };
  }
}
