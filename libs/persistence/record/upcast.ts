import { EVENT_VERSION, type EventType, type RunEvent } from '#contracts/events';
import type { Task } from '#contracts/task';
import { withTaskDefaults } from '#domain/task/defaults';

/** Turns a payload of one version into the next one's. */
type Upcaster = (data: unknown) => unknown;

/**
 * By event type, then by the version that the payload has. An event is kept for ever as it was written; a release that changes
 * a payload raises EVENT_VERSION and adds the step here, with a recorded stream of the older release under test/replay.
 */
const UPCASTERS: Partial<Record<EventType, Record<number, Upcaster>>> = {
  ChecklistTicked: { 1: (data) => ({ evidence: null, ...(data as object) }) },
  TaskOpened: { 1: (data) => ({ task: withTaskDefaults((data as { task: Partial<Task> }).task) }) },
};

/** The event as this release writes it. Throws for one written by a newer release: reading it wrong would be worse. */
export function upcast(stored: RunEvent): RunEvent {
  if (stored.v > EVENT_VERSION) throw new Error(`event ${stored.n} (${stored.type}) has version ${stored.v}; this release reads up to ${EVENT_VERSION}`);
  let data: unknown = stored.data;
  for (let version = stored.v; version < EVENT_VERSION; version += 1) data = UPCASTERS[stored.type]?.[version]?.(data) ?? data;
  return { ...stored, v: EVENT_VERSION, data } as RunEvent;
}
