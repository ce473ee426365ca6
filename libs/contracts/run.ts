import type { Severity } from './clock.ts';
import type { Json, Text } from './text.ts';

export const RUN_STATES = ['running', 'paused', 'completed', 'cancelled', 'lost'] as const;
export type RunStatus = (typeof RUN_STATES)[number];

/** A run as its row shows it; folded from its events. */
export interface Run {
  id: string;
  parentId: string | null;
  rootId: string;
  playbook: { slug: string; version: number };
  process: string;
  title: string;
  state: RunStatus;
  managerId: string;
  startedBy: string;
  startedAt: number;
  closedAt: number | null;
  outcome: string | null;
  step: string | null;
  stepTitle: Text | null;
  visit: number;
  turn: number;
  contentType: string | null;
  pause: { by: string; at: number; reason: string } | null;
  /** Set while the work of the step under way is paused. */
  stepPause: { step: string; visit: number; by: string; at: number; reason: string } | null;
  /** How grave it is, where that matters (handbook 6.3); chooses the ladders of its clocks. */
  severity: Severity | null;
  /** Raised by commands only; what a command of the run must name. */
  version: number;
  /** Number of the last event folded in. */
  lastEvent: number;
  input: Record<string, Json>;
  settings: Record<string, Json>;
}

/** A case of the library (handbook 4.3, knowledge). */
export interface CaseEntry {
  id: string;
  runId: string;
  turn: number;
  title: string;
  contentType: string;
  worked: string;
  didNot: string;
  keptAt: number;
  keptBy: string;
  /** The retrospective's whole answers. */
  documentId: string | null;
}
