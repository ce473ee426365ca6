import type { ScheduleActivities } from '#contracts/schedule';
import { noteOccurrences } from '#persistence/repositories/schedule-occurrences';
import type { ActivityDeps } from '../deps.ts';

/** Notes what the series judged, each occurrence once; the API starts what is due (docs/adr/0020). */
export function noteOccurrencesActivity({ pool, now = Date.now }: ActivityDeps): ScheduleActivities['noteOccurrences'] {
  return (request) => noteOccurrences(pool, { ...request, at: now() });
}
