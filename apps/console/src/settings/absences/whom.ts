import { usePeople } from '../../api/people.ts';
import { useMe } from '../../app/me.ts';

/** Whose absences and deputies the reader may set: their own, of whom they lead, for administrators everybody's. */
export function useWhom(): string[] {
  const me = useMe();
  const people = usePeople();
  if (me.role === 'admin') return people.map(({ id }) => id);
  if (me.role === 'viewer') return [];
  const led = me.teams.filter(({ leads }) => leads).map(({ key }) => key);
  return people.filter(({ id, teams }) => id === me.id || teams.some((team) => led.includes(team))).map(({ id }) => id);
}
