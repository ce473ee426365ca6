import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ConflictError } from '#domain/errors';
import { insertPerson } from '../repositories/accounts.ts';
import { recordActivity } from '../repositories/activity.ts';
import { insertPasswordLink } from '../repositories/password-links.ts';

const VALID_MS = 24 * 3_600_000;

/** Adds an administrator without a password; answers the code with which they choose one within a day. @throws ConflictError `email-taken` */
export async function addAdmin(db: DataSource, { email, name, now }: { email: string; name: string; now: number }): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  await db.transaction(async (tx) => {
    const id = randomUUID();
    if (!(await insertPerson(tx, { id, email, name, locale: 'zh-CN', timeZone: 'Asia/Shanghai', platformRole: 'admin', passwordHash: null }))) throw new ConflictError('email-taken');
    await insertPasswordLink(tx, { hash: createHash('sha256').update(code).digest('hex'), personId: id, now, expiresAt: now + VALID_MS });
    await recordActivity(tx, { actor: 'operator', verb: 'person-created', data: { person: id, role: 'admin' }, at: now });
  });
  return code;
}
