import { useQuery } from '@tanstack/react-query';
import type { CalendarSlice } from '#contracts/calendar';
import { personCalendar } from '#contracts/calendar';
import { useMe } from '../app/me.ts';
import { addressOf } from './calendars.ts';
import { api, data } from './client.ts';

const FRESH_MS = 10 * 60_000;

/** Working time of whoever is signed in, as clocks count it; undefined until it is there. */
export function useWorkingTime(): CalendarSlice | undefined {
  const { id } = useMe();
  return useQuery({ queryKey: ['calendars', 'mine', id], queryFn: () => data(api.GET('/api/v1/calendars/{id}/slice', { params: { path: { id: addressOf(personCalendar(id)) } } })), staleTime: FRESH_MS }).data as CalendarSlice | undefined;
}
