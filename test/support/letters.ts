import { createSealer } from '#platform/secrets/sealer';
import type { TestApi } from './api.ts';

/** The code in the latest letter to an address, as the worker would put it into the mail; null when it has none. */
export async function codeSentTo(api: TestApi, address: string): Promise<string | null> {
  const [letter] = await api.db.query<Array<{ id: string; secret: string | null }>>('SELECT id, secret FROM letter WHERE address = $1 AND secret IS NOT NULL ORDER BY created_at DESC, ctid DESC LIMIT 1', [address]);
  return letter?.secret ? createSealer(api.config.secretKeys).open(letter.secret, `letter/${letter.id}`) : null;
}

export async function lettersTo(api: TestApi, address: string): Promise<string[]> {
  const rows = await api.db.query<Array<{ kind: string }>>('SELECT kind FROM letter WHERE address = $1 ORDER BY created_at, ctid', [address]);
  return rows.map(({ kind }) => kind);
}
