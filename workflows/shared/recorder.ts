import { condition } from '@temporalio/workflow';
import { EVENT_VERSION, MAX_BATCH_BYTES, MAX_BATCH_EVENTS, type Cause, type EventData, type EventType, type RecordResult, type RunEvent } from '#contracts/events';
import { foldMeeting, foldPiece, foldRun, foldTask, touches } from '#domain/fold/index';
import { recordEvents } from './activity-options.ts';
import type { BlockState, RunState } from './state.ts';

/** The run's mouth: numbers events, folds them into the run's own rows, and hands them to `recordEvents` in order. */
export class Recorder {
  constructor(
    private readonly state: RunState,
    private readonly now: () => number,
    private readonly onRecorded: (result: RecordResult) => void,
  ) {}

  /** Something has happened. The run's own state changes here and nowhere else. */
  emit<T extends EventType>(type: T, data: EventData[T], cause: Cause): void {
    const event = { n: this.state.run.lastEvent + 1, type, v: EVENT_VERSION, at: this.now(), cause, data } as unknown as RunEvent;
    apply(this.state, event);
    this.state.unsent.push(event);
  }

  /** Sends batches for as long as the run lives; what happens while one is under way travels in the next. */
  async pump(): Promise<never> {
    for (;;) {
      await condition(() => this.state.unsent.length > 0);
      await settled();
      const events = takeBatch(this.state.unsent);
      const result = await recordEvents({ runId: this.state.run.id, events });
      this.state.unsent.splice(0, events.length);
      this.onRecorded(result);
    }
  }

  /** Resolves once everything said so far is recorded. */
  drained(): Promise<void> {
    return condition(() => this.state.unsent.length === 0);
  }
}

function apply(state: RunState, event: RunEvent): void {
  state.run = foldRun(state.run, event);
  const touched = touches(event);
  for (const id of touched.tasks) fold(state.tasks, id, foldTask, event);
  for (const id of touched.meetings) fold(state.meetings, id, foldMeeting, event);
  for (const id of touched.pieces) fold(state.pieces, id, foldPiece, event);
  noteOrder(state, event);
  const done = event.type === 'TaskCompleted' ? state.tasks[event.data.taskId] : undefined;
  if (done?.closedBy) state.actors[done.key] = done.closedBy;
}

/** Keeps with a task's block when it opened and closed, so that what followed it can be told. */
function noteOrder({ blocks, tasks }: RunState, event: RunEvent): void {
  if (event.type === 'TaskOpened') return note(blocks[event.data.task.block], { opened: event.n });
  if (!('taskId' in event.data)) return;
  const task = tasks[event.data.taskId];
  const block = blocks[task?.block ?? ''];
  if (!task || block?.id !== task.id) return;
  if (task.closedAt !== null) note(block, { closed: block.closed ?? event.n });
  else delete block.closed;
}
const note = (block: BlockState | undefined, numbers: Pick<BlockState, 'opened' | 'closed'>): void => void (block && Object.assign(block, numbers));

function fold<Row>(rows: Record<string, Row>, id: string, folded: (row: Row | null, event: RunEvent) => Row | null, event: RunEvent): void {
  const row = folded(rows[id] ?? null, event);
  if (row) rows[id] = row;
}

/** The longest run of events from the front that one batch may hold; always at least one. */
export function takeBatch(unsent: RunEvent[]): RunEvent[] {
  let bytes = 0;
  const end = unsent.slice(0, MAX_BATCH_EVENTS).findIndex((event, index) => {
    bytes += JSON.stringify(event).length;
    return index > 0 && bytes > MAX_BATCH_BYTES;
  });
  return unsent.slice(0, end === -1 ? MAX_BATCH_EVENTS : end);
}

/** Resolves when everything that can go on in this activation has gone on: false when asked at once, true when conditions are looked at again. */
function settled(): Promise<void> {
  let asked = false;
  return condition(() => {
    const again = asked;
    asked = true;
    return again;
  });
}
