import { useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

export type Person = paths['/api/v1/people']['get']['responses'][200]['content']['application/json']['items'][number];
const FRESH_MS = 5 * 60_000;
const PAGE = 200;

async function everybody(): Promise<Person[]> {
  const people: Person[] = [];
  for (let after: string | undefined; ; ) {
    const page = await data(api.GET('/api/v1/people', { params: { query: { limit: PAGE, ...(after ? { after } : {}) } } }));
    people.push(...page.items);
    if (page.next === null) return people;
    after = page.next;
  }
}

/** Everybody, for names and pickers; read once and kept. */
export function usePeople(): Person[] {
  return useEverybody() ?? [];
}
const useEverybody = (): Person[] | undefined => useQuery({ queryKey: ['people'], queryFn: everybody, staleTime: FRESH_MS }).data;

/** Finds a person's name by id; a program or somebody unknown is shown by what it is called. Nobody's id is shown while names are still being read. */
export function useNames(): (id: string | null | undefined) => string {
  const people = useEverybody();
  return (id) => (id ? (people ? (people.find((person) => person.id === id)?.name ?? id.slice(0, 8)) : '…') : '');
}
