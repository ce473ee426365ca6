import type { Queryable } from '#persistence/repositories/queryable';
import { ownItem, tellPeople } from '#persistence/repositories/own-notices';

interface Telling {
  personId: string;
  deputyId: string | null;
  from: number;
  until: number;
  reason: string | null;
  by: string;
  at: number;
}

/** Tells who is away that somebody set it for them, and the deputy named that they will stand in; nobody what they did themselves. */
export async function tellAbsence(tx: Queryable, { personId, deputyId, from, until, reason, by, at }: Telling): Promise<void> {
  const people = [...new Set([personId, ...(deputyId === null ? [] : [deputyId])])].filter((person) => person !== by);
  const [row] = await tx.query<Array<{ name: string }>>('SELECT name FROM person WHERE id = $1', [personId]);
  const item = ownItem('absence-set', { subject: row?.name ?? null, span: { from, until }, reason, by, actingFor: null });
  await tellPeople(tx, people.map((person) => ({ personId: person, kind: 'absence-set' as const, at, data: { runTitle: '', meeting: null, items: [person === deputyId ? { ...item, actingFor: personId } : item] } })));
}
