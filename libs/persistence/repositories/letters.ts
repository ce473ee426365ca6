import type { LetterData, LetterKind } from '#contracts/letter';
import type { Locale } from '#contracts/text';
import type { Queryable } from './queryable.ts';

/** A letter to one address, with its delivery by mail. `secret` is sealed; `about` names what it offers, so that it can be called back. Times are epoch ms. */
export interface NewLetter {
  id: string;
  kind: LetterKind;
  to: { personId: string | null; name: string; address: string; locale: Locale; timeZone: string };
  about: string | null;
  data: LetterData;
  secret: string | null;
  expiresAt: number | null;
  now: number;
}

/** Writes letter and delivery, which share their id, in the caller's transaction; the worker's queue sends it once. */
export async function insertLetter(db: Queryable, letter: NewLetter): Promise<void> {
  const { to, now } = letter;
  await db.query(
    `INSERT INTO letter (id, kind, person_id, name, address, locale, time_zone, about, data, secret, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [letter.id, letter.kind, to.personId, to.name, to.address, to.locale, to.timeZone, letter.about, JSON.stringify(letter.data), letter.secret, letter.expiresAt, now],
  );
  await db.query(`INSERT INTO delivery (id, letter_id, person_id, channel, state, next_at, created_at) VALUES ($1, $1, $2, 'email', 'pending', $3, $3)`, [letter.id, to.personId, now]);
}

/** Calls back what has not gone out yet of the letters about something that is no longer on offer. */
export async function voidLetters(db: Queryable, about: string): Promise<void> {
  await db.query(
    `UPDATE delivery SET state = 'superseded', last_error = 'what it offers was withdrawn'
     WHERE state = 'pending' AND letter_id IN (SELECT id FROM letter WHERE about = $1)`,
    [about],
  );
}
