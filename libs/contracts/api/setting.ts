import { z } from 'zod';

const ZClock = z.strictObject({ clock: z.string().regex(/^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/) });

/** Settings of the organisation: rows of the table `setting` go before these defaults (docs/runbook.md, Settings). */
export const SETTINGS = {
  'comment.undo': {
    schema: ZClock,
    default: { clock: 'PT15M' },
    source: 'ours: long enough to mend a slip, too short to change what others have answered to',
  },
  'digest.time': {
    schema: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    default: '17:30',
    source: 'ours: half an hour before the closing of handbook 4.3; the local time of each person’s calendar',
  },
  'attachment.bytes': {
    schema: z.number().int().min(1).max(100 * 1024 * 1024),
    default: 10 * 1024 * 1024,
    source: 'issue 4: files to 10 MB',
  },
  'attachment.types': {
    schema: z.array(z.string().regex(/^[a-z]+\/[\w.+-]+$/)),
    default: [
      'text/plain', 'text/csv', 'application/json', 'application/pdf',
      'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/heic',
      'video/mp4', 'video/quicktime', 'audio/mpeg', 'audio/wav', 'audio/x-m4a', 'audio/aac',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    source: 'ours: what scripts, shots, edits and their figures come as; no archives, nothing that a browser or a system runs',
  },
  'attachment.undo': {
    schema: ZClock,
    default: { clock: 'P7D' },
    source: 'ours: a week to bring back what was deleted by mistake',
  },
  'workload.share': {
    schema: z.number().gt(0).max(1),
    default: 0.25,
    source: 'ours: the share of the time allowed for a task (4.3) that it takes of its person’s day; four tasks side by side make a full one',
  },
} as const;
export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTINGS)[K]['schema']>;
