import { verify } from '@node-rs/argon2';

/** Hash of a password nobody knows (argon2id, m=19456, t=2, p=1): verified for unknown people, so that they take as long as known ones. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$urw0qluklQr9dEXgh4OmqQ$au7u2UD1Wv9OXM53NNOcZ2RlFu3e/fljqlL3ZQcwvg8';

/** True when the password is the one behind the hash; false, after the same work, when there is no hash. */
export async function passwordFits(hash: string | null, password: string): Promise<boolean> {
  const fits = await verify(hash ?? NOBODYS, password).catch(() => false);
  return hash !== null && fits;
}
