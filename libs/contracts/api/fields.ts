import { z } from 'zod';

/** Building blocks of request and response schemas. Zod at the edge: every text a person types is checked for length and characters, and stored as given. */

/** Characters that no text of ours may hold: C0/C1 controls but tab and line breaks, and lone surrogates, which Postgres refuses. */
export const FORBIDDEN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/u;
const FORBIDDEN_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Cs}/u;
const EXAMPLE_ID = '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c';

export const ZId = z.uuid().meta({ examples: [EXAMPLE_ID] });
/** Epoch milliseconds between 2000 and 2100: seconds sent by mistake are refused. */
export const ZInstant = z.number().int().min(946_684_800_000).max(4_102_444_800_000).meta({ examples: [1_772_960_400_000], description: 'epoch milliseconds' });
/** Any instant that a response shows. */
export const ZEpoch = z.number().meta({ examples: [1_772_960_400_000], description: 'epoch milliseconds' });
export const ZVersion = z.number().int().min(0).max(2_147_483_647).meta({ examples: [3], description: 'the version that the sender saw; refused with 409 when it is no longer current' });
export const ZKey = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,99}$/, 'letters, digits, dots, dashes and underscores, at most 100').meta({ examples: ['topic-selection'] });

/** A text of several lines, 1..max characters, without control characters. */
export const userText = (max: number) => z.string().trim().min(1).max(max).refine((text) => !FORBIDDEN_TEXT.test(text), 'holds a control character');
/** A text of one line, 1..max characters. */
export const userLine = (max: number) => z.string().trim().min(1).max(max).refine((text) => !FORBIDDEN_LINE.test(text), 'holds a line break or a control character');
/** How grave: 1 is the most severe (handbook 6.3). */
export const ZSeverity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).meta({ examples: [2], description: '1 is the most severe' });
export const ZReason = userText(1000).meta({ examples: ['The client asked for a new opening shot'] });

/** A link to a work file elsewhere. */
export const ZLink = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000), title: userLine(200).optional() });

/** An object of the playbook's own shape: checked against the playbook's JSON Schema, not here. */
export const ZAnyObject = z.record(z.string(), z.unknown());
/** A user-facing text in both languages. */
export const ZTexts = z.object({ 'zh-CN': z.string(), en: z.string() }).meta({ examples: [{ 'zh-CN': '选题', en: 'Topic selection' }] });

/** A mail address as accounts keep it: lower case. */
export const ZEmail = z.email().max(254).toLowerCase().meta({ examples: ['host@callsheet.test'] });
export const ZLocale = z.enum(['zh-CN', 'en']);
/** An IANA time zone that this machine knows. */
export const ZTimeZone = z.string().max(64).refine(isTimeZone, 'is not an IANA time zone').meta({ examples: ['Asia/Shanghai'] });

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
