import { z } from 'zod';
import { COMMAND_NAMES } from '../commands.ts';
import { ZEpoch, ZId } from './fields.ts';

export const COMMAND_STATES = ['stored', 'accepted', 'refused'] as const;

export const ZCommandAnswer = z.object({
  id: z.string(),
  eventNumber: z.number().int(),
  version: z.number().int(),
  outcome: z.string(),
  bodyHash: z.string(),
});
export const ZCommandRefusal = z.object({
  type: z.string().meta({ examples: ['Closed'] }),
  message: z.string(),
  field: z.string().optional(),
  fields: z.array(z.string()).optional(),
  rule: z.string().optional(),
  by: z.string().nullable().optional(),
  at: z.number().nullable().optional(),
  state: z.string().optional(),
  version: z.number().optional(),
});
export type CommandRefusal = z.infer<typeof ZCommandRefusal>;

/** `GET /commands/:id`: what became of a command. */
export const ZCommandView = z.object({
  id: z.string(),
  runId: ZId,
  name: z.enum(COMMAND_NAMES),
  state: z.enum(COMMAND_STATES).meta({ description: 'stored: not answered yet, it is relayed in order for up to 24 h' }),
  receivedAt: ZEpoch,
  settledAt: ZEpoch.nullable(),
  answer: ZCommandAnswer.nullable(),
  refusal: ZCommandRefusal.nullable(),
}).meta({
  examples: [{
    id: 'c1f0…', runId: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c', name: 'completeTask', state: 'accepted', receivedAt: 1_772_960_400_000, settledAt: 1_772_960_400_031,
    answer: { id: 'c1f0…', eventNumber: 17, version: 4, outcome: 'done', bodyHash: '9d3e…' }, refusal: null,
  }],
});
export type CommandView = z.infer<typeof ZCommandView>;

/** 202: nobody at hand to answer; the command is stored and will be relayed. */
export const ZCommandStored = z.object({ commandId: z.string(), status: z.string().meta({ examples: ['/api/v1/commands/c1f0'] }) });

/** What every verb answers: the run's own answer, and whether the view beside it already shows its effect. */
export const answered = <K extends string, S extends z.ZodType>(name: K, view: S) =>
  z.object({ command: ZCommandAnswer, readable: z.boolean(), [name]: view.nullable() } as { command: typeof ZCommandAnswer; readable: z.ZodBoolean } & Record<K, z.ZodNullable<S>>);
