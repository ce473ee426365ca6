import { z } from 'zod';
import { ZEmail, userLine } from '#contracts/api/fields';
import { createDataSource } from '#persistence/data-source';
import { addAdmin } from '#persistence/seed/first-admin';
import { config } from '#platform/config/config';

const input = z.tuple([ZEmail, userLine(100)]);

/**
 * `npm run add-admin -- <e-mail> <name>`: the first administrator of an installation, who invites everybody else. Prints the code with
 * which they choose a password; nothing is mailed, since mail may not be set up yet.
 */
async function main(): Promise<void> {
  const given = input.safeParse(process.argv.slice(2));
  if (!given.success) throw new Error('Usage: npm run add-admin -- <e-mail> "<name>"');
  const [email, name] = given.data;
  const { database, http } = config();
  const db = await createDataSource(database.url, { poolSize: 2, applicationName: 'callsheet-add-admin' });
  const code = await addAdmin(db, { email, name, now: Date.now() }).finally(() => db.destroy());
  const curl = `curl ${http.publicUrl}/api/v1/auth/password/reset -H 'content-type: application/json' -d '{"token":"${code}","password":"…"}'`;
  console.log(`${email} is an administrator. Within a day choose a password:\n  ${http.publicUrl}/reset-password#${code}\nor without the page:\n  ${curl}`);
}

main().catch((error: Error) => {
  console.error(`✖ ${error.message === 'email-taken' ? 'This address has an account already.' : error.message}`);
  process.exit(1);
});
