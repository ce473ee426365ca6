import type { LetterData, LetterKind } from './letter.ts';
import type { NoticeData, NoticeKind } from './notice.ts';
import type { TaskStatus } from './task.ts';
import type { Locale } from './text.ts';

/** Whom a notice is for, as they are when it is made into a message. */
export interface ToldPerson {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  disabled: boolean;
}
/** What there is to tell, as the database holds it when the delivery's turn comes. Times are epoch ms. */
export interface Telling {
  kind: NoticeKind;
  data: NoticeData;
  /** Run that it is about; null for none. */
  runId: string | null;
  createdAt: number;
  person: ToldPerson;
  tasks: Record<string, { state: TaskStatus; breachAnnulled: boolean }>;
  people: Record<string, { name: string; email: string }>;
  /** Comments that the items tell of, without those taken back. */
  comments: Record<string, { text: string; mentions: string[] }>;
  /** Until when (epoch ms) the person has put tasks of the items aside, by task id. */
  snoozed: Record<string, { until: number }>;
}
/** Mail about an account, to an address; `secret` is sealed for `letter/<id>`. Times are epoch ms. */
export interface Letter {
  id: string;
  kind: LetterKind;
  data: LetterData;
  name: string;
  address: string;
  locale: Locale;
  timeZone: string;
  secret: string | null;
  expiresAt: number | null;
  disabled: boolean;
}
