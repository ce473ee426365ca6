import type { Letter } from '#contracts/telling';
import type { Message } from '#platform/channels/channel';
import { createSealer } from '#platform/secrets/sealer';
import { renderLetter } from '#platform/templates/render';
import type { WorkerSettings } from '../tokens.ts';

/** A letter ready to send. Its code is opened here and nowhere else. @throws when it was sealed under a key that this worker lacks */
export async function letterMessage(deliveryId: string, letter: Letter, { http, secretKeys }: Pick<WorkerSettings, 'http' | 'secretKeys'>): Promise<Message> {
  const secret = letter.secret === null ? null : createSealer(secretKeys).open(letter.secret, `letter/${letter.id}`);
  if (letter.secret !== null && secret === null) throw new Error('the letter was sealed under a key that is not in SECRET_KEY');
  const { kind, data, address, expiresAt, locale, timeZone } = letter;
  const rendered = await renderLetter({ kind, data, account: address, secret, expiresAt }, { locale, timeZone, publicUrl: http.publicUrl });
  return { deliveryId, to: { name: letter.name, address }, ...rendered };
}
