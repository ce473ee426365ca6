import { z } from 'zod';

const ZClock = z.strictObject({ clock: z.string().regex(/^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/) });

/** Settings of the organisation: rows of the table `setting` go before these defaults (docs/runbook.md, Settings). */
export const SETTINGS = {
  'comment.undo': {
    schema: ZClock,
    default: { clock: 'PT15M' },
    source: 'ours: long enough to mend a slip, too short to change what others have answered to',
  },
} as const;
export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTINGS)[K]['schema']>;
