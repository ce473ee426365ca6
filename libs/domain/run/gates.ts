import type { RunEvent } from '#contracts/events';

export interface GateStand {
  gate: string;
  taskId: string | null;
  state: 'asked' | 'met' | 'waived';
  by: string | null;
  /** Epoch ms of what made it so. */
  at: number;
  /** Until when it is waived. */
  until: number | null;
  reason: string | null;
}

/** How each gate of a run stands, in the order they were first asked, by the gate events in order. */
export function gatesOf(events: readonly RunEvent[]): GateStand[] {
  const gates = new Map<string, GateStand>();
  for (const { type, at, data } of events) {
    if (type === 'GateOpened') gates.set(data.gate, { gate: data.gate, taskId: data.taskId, state: 'asked', by: null, at, until: null, reason: null });
    if (type === 'GateMet') gates.set(data.gate, { gate: data.gate, taskId: data.taskId, state: 'met', by: data.by, at, until: null, reason: null });
    if (type === 'GateWaived') gates.set(data.gate, { gate: data.gate, taskId: data.taskId, state: 'waived', by: data.by, at, until: data.until, reason: data.reason });
    if (type === 'GateReopened') gates.set(data.gate, { gate: data.gate, taskId: null, state: 'asked', by: null, at, until: null, reason: null });
  }
  return [...gates.values()];
}
