import type { PickRequest } from '#contracts/process';
import { pickPerson } from '#persistence/repositories/picks';
import type { ActivityDeps } from '../deps.ts';

/** One of several people for a task (assignment `pick`). Idempotent by the request's key, so that a retry answers the same person. */
export function pickPersonActivity({ pool, now = Date.now }: ActivityDeps): (request: PickRequest) => Promise<{ person: string }> {
  return async (request) => ({ person: await pickPerson(pool, request, now()) });
}
