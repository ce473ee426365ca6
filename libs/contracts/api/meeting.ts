import { z } from 'zod';
import { answered } from './command.ts';
import { ZAnyObject, ZEpoch, ZId, ZKey, ZTexts, ZVersion, userText } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

const ZPresence = z.enum(['present', 'absent', 'excused']);
const EXAMPLE_PERSON = '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c';

export const ZMeeting = z.object({
  id: ZId,
  runId: ZId,
  key: z.string(),
  occurrence: z.number().int(),
  title: ZTexts,
  agenda: z.array(ZTexts),
  carriedOver: z.array(z.string()),
  step: z.string(),
  turn: z.number().int(),
  startsAt: ZEpoch,
  endsAt: ZEpoch,
  organizer: z.string(),
  attendees: z.array(z.string()),
  attendance: z.record(z.string(), ZPresence),
  state: z.enum(['scheduled', 'held', 'cancelled']),
  decision: z.string().nullable(),
  outcome: ZAnyObject,
  minutesDocumentId: z.string().nullable(),
  taskId: z.string(),
  sequence: z.number().int(),
  version: z.number().int(),
});
export const ZMeetingPage = pageOf(ZMeeting);
export const ZMeetingAnswered = answered('meeting', ZMeeting);
export const ZMeetingQuery = z.object({ ...pageQuery.shape, runId: ZId.optional(), state: z.enum(['scheduled', 'held', 'cancelled']).optional() });
export type MeetingQuery = z.infer<typeof ZMeetingQuery>;

const version = { version: ZVersion.optional() };
export const ZAttendance = z.strictObject({ attendance: z.record(ZId, ZPresence).refine((map) => Object.keys(map).length > 0, 'names nobody').refine((map) => Object.keys(map).length <= 200, 'names more than 200 people'), ...version }).meta({
  examples: [{ attendance: { [EXAMPLE_PERSON]: 'present' } }],
});
export const ZMinutes = z.strictObject({ text: userText(100_000), ...version }).meta({ examples: [{ text: 'Goals agreed: 3 pieces, 20 % completion.' }] });
/** `decision` beside the other answers of the meeting's form. */
export const ZDecision = z.looseObject({ decision: ZKey, ...version }).meta({ examples: [{ decision: 'go', objective: 'Grow the tutorial series' }] });
export type Decision = z.infer<typeof ZDecision>;
