import { setTimeout as wait } from 'node:timers/promises';
import type { TaskCard, TaskResource } from '#contracts/api/task';
import { DEMO_PEOPLE } from '#persistence/seed/demo-people';
import { Lots } from '../support/seeded.ts';
import { answersTo, conductOf, deliveryOf, type Move } from './conduct.ts';
import type { Desk } from './desk.ts';
import type { Told } from './ledger.ts';
import type { PlannedLoop } from './plan.ts';

/** So many things one person has under way at once: tabs of a browser. */
const TABS = 8;
const NAMES = DEMO_PEOPLE.map(({ key }) => key);
/** Whoever may be handed a task that is not their role's. */
const SPARE = ['host', 'copy', 'camera', 'pr', 'legal', 'ops'];

interface Plan {
  lots: Lots;
  moves: Move[];
}
export interface TeamOptions {
  seed: number;
  /** A second of this test's tempo, in ms. */
  second: number;
  /** The loop of a run that is to be worked on; null for one that is left alone. */
  loopOf(runId: string): PlannedLoop | null;
}

/** Everybody at work: each looks at their inbox again and again and does what their lots say, late or twice or not at all. */
export class Team {
  private readonly plans = new Map<string, Plan>();
  private readonly busy = new Set<string>();
  private readonly seen = new Map<string, number>();
  private readonly examples = new Map<string, Promise<Record<string, unknown> | null>>();
  private readonly ids = new Map<string, string>();
  /** A task is handed on once: somebody has to do it. */
  private readonly passedOn = new Set<string>();

  constructor(
    private readonly desk: Desk,
    private readonly options: TeamOptions,
  ) {}

  async logIn(): Promise<void> {
    for (const name of NAMES) this.ids.set(name, await this.desk.browser.personId(name));
  }

  /** Works until the signal comes, and what is under way is at its end. */
  async work(until: AbortSignal): Promise<void> {
    await Promise.all(NAMES.map((who) => this.sit(who, until)));
  }

  private async sit(who: string, until: AbortSignal): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const pause = Math.min(1_500, this.options.second / 3);
    while (!until.aborted) {
      const page = await this.desk.read<{ items: TaskCard[] }>(who, '/tasks?scope=mine&limit=200');
      for (const card of page?.items ?? []) {
        const move = underWay.size < TABS && this.next(who, card);
        if (!move) continue;
        const doing = this.make(who, card, move).finally(() => underWay.delete(doing));
        underWay.add(doing);
      }
      await wait(pause, undefined, { signal: until }).catch(() => undefined);
    }
    await Promise.all(underWay);
  }

  /** What this person should do about the task now, if anything. */
  private next(who: string, card: TaskCard): Move | null {
    const loop = this.options.loopOf(card.runId);
    if (!loop || this.busy.has(card.id) || (card.part !== 'do' && card.part !== 'sign')) return null;
    const plan = this.planOf(who, card, loop);
    const [move] = plan.moves;
    return move && move.at <= Date.now() ? move : null;
  }

  private planOf(who: string, card: TaskCard, loop: PlannedLoop): Plan {
    const known = this.plans.get(`${card.id} ${who}`);
    if (known && known.moves.length > 0) return known;
    const name = `${loop.index} ${card.key} ${who}`;
    const time = (this.seen.get(name) ?? 0) + 1;
    this.seen.set(name, time);
    const lots = new Lots(this.options.seed, `${name} ${time}`);
    const { second } = this.options;
    // Met again, after a send-back or an answer that never came: there is no dawdling twice.
    const soon = (verb: Move['verb']): Move[] => [{ at: Date.now() + lots.between(0.2, 1.5) * second, verb, delivery: deliveryOf(lots) }];
    const moves = card.part === 'sign' ? soon('sign') : known ? soon('complete') : conductOf(lots, card, { from: this.workableFrom(card, loop), second, passedOn: this.passedOn.has(card.id) });
    const plan = { lots, moves };
    this.plans.set(`${card.id} ${who}`, plan);
    return plan;
  }

  /** A meeting is held before it is written up: its task's clock starts when it ends. */
  private workableFrom(card: TaskCard, { input }: PlannedLoop): number {
    const due = input.settings['decision.due'];
    if (!card.subject.meetingId || card.dueAt === null || typeof due !== 'object' || !('clock' in due)) return card.openedAt;
    return card.dueAt - Number(due.clock.slice(2, -1)) * 1_000;
  }

  private async make(who: string, card: TaskCard, move: Move): Promise<void> {
    this.busy.add(card.id);
    try {
      const plan = this.plans.get(`${card.id} ${who}`)!;
      const told = await this.send(who, card, move, plan.lots);
      plan.moves.shift();
      if (told && move.verb === 'complete' && told.verdict === 'accepted' && card.key === 'publishing') await this.reportFigures(card, plan.lots);
    } finally {
      this.busy.delete(card.id);
    }
  }

  private async send(who: string, card: TaskCard, { verb, delivery }: Move, lots: Lots): Promise<Told | null> {
    const version = lots.chance(0.7) ? { version: card.version } : {};
    const ask = (name: string, body: object, as = who): Promise<Told> => this.desk.ask({ who: as, runId: card.runId, path: `/tasks/${card.id}/${name}`, body, delivery, patience: lots.between(0, 1) });
    switch (verb) {
      case 'ack':
        return ask('ack', version);
      case 'due':
        return ask('due', { dueAt: Date.now() + Math.round(lots.between(2, 6) * this.options.second), reason: 'The host is travelling', ...version }, 'manager');
      case 'transfer':
        this.passedOn.add(card.id);
        return ask('transfer', { to: this.spare(who, lots), reason: 'I am away', ...version });
      case 'delegate':
        this.passedOn.add(card.id);
        return ask('delegate', { to: this.spare(who, lots), reason: 'You know the product', ...version });
      case 'signers':
        this.passedOn.add(card.id);
        return ask('signers', { people: [this.spare(who, lots)], mode: 'all', reason: 'Legal has to see it', ...version });
      case 'sign':
        return ask('sign', lots.chance(0.85) ? { decision: 'approved' } : { decision: 'rejected', comment: 'The claim has no source' });
      case 'nudge':
        return ask('nudge', {}, 'manager');
      case 'pause':
      case 'resume':
        return ask(verb, { reason: 'Waiting for the samples' }, 'manager');
      case 'tick':
        return ask('checklist', { item: card.key === 'shooting' ? 'footage-backed-up' : card.key === 'editing' ? 'subtitles-complete' : 'cover-and-title', done: true, ...version });
      case 'return':
        return ask('return', { toStep: 'planning', reason: 'The outline cannot be shot', ...version });
      case 'stale':
        return ask('complete', { answers: await this.answers(who, card, lots), version: card.version + 7 });
      case 'complete': {
        const answers = await this.answers(who, card, lots);
        return answers ? ask('complete', { answers, ...version }) : null;
      }
    }
  }

  private spare(who: string, lots: Lots): string {
    return this.ids.get(lots.pick(SPARE.filter((name) => name !== who)))!;
  }

  /** The example of the task's form, with what the lots change in it; null while the form cannot be read. */
  private async answers(who: string, card: TaskCard, lots: Lots): Promise<Record<string, unknown> | null> {
    const reading = this.examples.get(card.key) ?? this.desk.read<TaskResource>(who, `/tasks/${card.id}`).then((task) => task && ((task.form?.examples[0] ?? {}) as Record<string, unknown>));
    this.examples.set(card.key, reading);
    const example = await reading;
    if (example === null) this.examples.delete(card.key);
    return example && { ...example, ...answersTo(lots, card, [...this.ids.values()]) };
  }

  /** Some figures come, low ones too, and some never do. */
  private async reportFigures({ subject }: TaskCard, lots: Lots): Promise<void> {
    const figures = { plays: lots.between(200, 5_000), 'completion-rate': lots.between(0.15, 0.5), 'conversion-rate': lots.between(0.008, 0.03) };
    const points = Object.entries(figures).filter(() => lots.chance(0.85)).map(([metric, value]) => ({ pieceId: subject.pieceId, metric, value, measuredAt: Date.now(), source: 'export' }));
    if (points.length > 0) await this.desk.insist('data', '/metrics', { points });
  }
}
