import { hash, verify } from '@node-rs/argon2';
import { InvalidError } from '#domain/errors';
import { passwordProblem, type PasswordOwner } from '#domain/identity/password';
import { COMMON_PASSWORDS } from '#platform/passwords/common';
import { ruleInBoth } from '../common/problem/messages.ts';

/** OWASP's argon2id setting for interactive log-ins; the algorithm's default is argon2id. libuv's pool lets no more than four hashes run at once. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password nobody knows (argon2id, m=19456, t=2, p=1): verified for unknown people, so that they take as long as known ones. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$urw0qluklQr9dEXgh4OmqQ$au7u2UD1Wv9OXM53NNOcZ2RlFu3e/fljqlL3ZQcwvg8';

/** True when the password is the one behind the hash; false, after the same work, when there is no hash. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? NOBODYS, password).catch(() => false);
  return stored !== null && fits;
}

/** Hash of a new password that keeps the rules. @throws InvalidError naming the field `password` and the rule */
export async function hashNew(password: string, owner: PasswordOwner): Promise<string> {
  const rule = passwordProblem(password, owner, COMMON_PASSWORDS);
  if (rule) throw new InvalidError([{ path: 'password', message: ruleInBoth(rule) }], { rule });
  return hash(password, ARGON2);
}
