import { randomUUID } from 'node:crypto';
import type { PersonRow } from './people.ts';
import type { Queryable } from './queryable.ts';

/** Who somebody is at a provider: issuer and subject are the key, the address is for people to read. */
export interface IdentityRow {
  id: string;
  issuer: string;
  email: string | null;
  linkedAt: number;
}

/** The person linked to a provider's subject, disabled ones too; null when nobody is. */
export async function findByIdentity(db: Queryable, issuer: string, subject: string): Promise<PersonRow | null> {
  const [row] = await db.query<PersonRow[]>('SELECT p.* FROM external_identity e JOIN person p ON p.id = e.person_id WHERE e.issuer = $1 AND e.subject = $2', [issuer, subject]);
  return row ?? null;
}

/** Links a subject to a person; false when it is somebody's already. */
export async function insertIdentity(db: Queryable, identity: { issuer: string; subject: string; personId: string; email: string | null; now: number }): Promise<boolean> {
  const added = await db.query<unknown[]>(
    'INSERT INTO external_identity (id, issuer, subject, person_id, email, linked_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (issuer, subject) DO NOTHING RETURNING id',
    [randomUUID(), identity.issuer, identity.subject, identity.personId, identity.email, identity.now],
  );
  return added.length > 0;
}

export async function listIdentities(db: Queryable, personId: string): Promise<IdentityRow[]> {
  return db.query(`SELECT id, issuer, email, linked_at AS "linkedAt" FROM external_identity WHERE person_id = $1 ORDER BY linked_at, id`, [personId]);
}

export async function deleteIdentity(db: Queryable, personId: string, id: string): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>('DELETE FROM external_identity WHERE person_id = $1 AND id = $2', [personId, id]);
  return count > 0;
}
