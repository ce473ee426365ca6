import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps a secret that must be readable again (a one-time code's seed, a link on its way into a mail) unreadable in the database. */
export interface Sealer {
  /** `purpose` binds the sealed text to what it is for: it opens under the same one only. */
  seal(text: string, purpose: string): string;
  /** Null when it was not sealed by a key of ours, for another purpose, or altered. */
  open(sealed: string, purpose: string): string | null;
}

interface Key {
  id: string;
  bytes: Buffer;
}

/** AES-256-GCM under the first key; the others open what they sealed before, so that keys can be changed. @throws when there is none */
export function createSealer(secrets: readonly string[]): Sealer {
  const keys = secrets.map(keyOf);
  const [first] = keys;
  if (!first) throw new Error('SECRET_KEY holds no key');
  return {
    seal: (text, purpose) => seal(text, purpose, first),
    open: (sealed, purpose) => {
      const [id, iv, tag, body] = sealed.split('.');
      const key = keys.find((known) => known.id === id);
      return key && iv && tag && body !== undefined ? open({ iv, tag, body }, purpose, key) : null;
    },
  };
}

function keyOf(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'callsheet/sealer', 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

function seal(text: string, purpose: string, { id, bytes }: Key): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes, iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [id, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
}

function open(sealed: { iv: string; tag: string; body: string }, purpose: string, { bytes }: Key): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(sealed.iv, 'base64url'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(Buffer.from(sealed.tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(sealed.body, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
