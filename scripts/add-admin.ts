import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ZEmail, userLine } from '#contracts/api/fields';
import { createDataSource } from '#persistence/data-source';
import { insertPerson } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { insertPasswordLink } from '#persistence/repositories/password-links';
import { config } from '#platform/config/config';

const VALID_MS = 24 * 3_600_000;
const input = z.tuple([ZEmail, userLine(100)]);

/**
 * `npm run add-admin -- <e-mail> <name>`: the first administrator of an installation, who invites everybody else. Prints the code
 * with which they choose a password, valid for a day; nothing is mailed, since mail may not be set up yet.
 */
async function main(): Promise<void> {
  const given = input.safeParse(process.argv.slice(2));
  if (!given.success) throw new Error('Usage: npm run add-admin -- <e-mail> "<name>"');
  const [email, name] = given.data;
  const { database, http } = config();
  const db = await createDataSource(database.url, { poolSize: 2, applicationName: 'callsheet-add-admin' });
  const code = randomBytes(32).toString('base64url');
  try {
    await db.transaction(async (tx) => {
      const [id, now] = [randomUUID(), Date.now()];
      const added = await insertPerson(tx, { id, email, name, locale: 'zh-CN', timeZone: 'Asia/Shanghai', platformRole: 'admin', passwordHash: null });
      if (!added) throw new Error(`${email} has an account already.`);
      await insertPasswordLink(tx, { hash: createHash('sha256').update(code).digest('hex'), personId: id, now, expiresAt: now + VALID_MS });
      await recordActivity(tx, { actor: 'operator', verb: 'person-created', data: { person: id, role: 'admin' }, at: now });
    });
  } finally {
    await db.destroy();
  }
  const curl = `curl ${http.publicUrl}/api/v1/auth/password/reset -H 'content-type: application/json' -d '{"token":"${code}","password":"…"}'`;
  console.log(`${email} is an administrator. Within a day choose a password:\n  ${http.publicUrl}/reset-password#${code}\nor without the page:\n  ${curl}`);
}

main().catch((error: Error) => {
  console.error(`✖ ${error.message}`);
  process.exit(1);
});
