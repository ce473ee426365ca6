import { createHash } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';
import type { Playbook } from '#contracts/playbook';
import { importPlaybooks } from '../playbooks/import.ts';
import { DEMO_DOMAIN, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_TEAMS, DEMO_TIME_ZONE, type DemoPerson } from './demo-people.ts';

export interface DemoSeed {
  /** Data of the organisation's calendar, version 1. */
  calendar: unknown;
  /** Default playbooks, brought in as a release does (`importPlaybooks`). */
  playbooks: readonly Playbook[];
  now?: () => number;
}

/** OWASP's argon2id setting for interactive log-ins; the algorithm's default is argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Same id on every machine, so that examples and tests may name a demo person. */
export function demoId(key: string): string {
  const digest = createHash('sha256').update(`callsheet-demo/${key}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** Adds what is missing of the demo organisation, in one transaction; changes nothing that is there, so that edits survive a restart. */
export async function seedDemo(dataSource: DataSource, seed: DemoSeed): Promise<void> {
  const known = (await dataSource.query('SELECT email FROM person')) as Array<{ email: string }>;
  const missing = DEMO_PEOPLE.filter((person) => !known.some(({ email }) => email === emailOf(person)));
  // Hashing is slow on purpose: it stays outside the transaction, and each person gets a salt of their own.
  const hashed = await Promise.all(missing.map(async (person) => ({ person, passwordHash: await hash(DEMO_PASSWORD, ARGON2) })));
  await dataSource.transaction(async (manager) => {
    for (const { person, passwordHash } of hashed) await addPerson(manager, person, passwordHash);
    if (missing.length > 0) await addTeams(manager);
    await addCalendar(manager, seed.calendar, (seed.now ?? Date.now)());
    await importPlaybooks(manager, seed.playbooks, (seed.now ?? Date.now)());
  });
}

const emailOf = (person: DemoPerson): string => `${person.key}@${DEMO_DOMAIN}`;

async function addPerson(manager: EntityManager, person: DemoPerson, passwordHash: string): Promise<void> {
  const added = (await manager.query(
    `INSERT INTO person (id, email, name, locale, time_zone, platform_role, password_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [demoId(person.key), emailOf(person), person.name, person.locale, DEMO_TIME_ZONE, person.platformRole, passwordHash],
  )) as unknown[];
  if (person.role === null || added.length === 0) return;
  await manager.query('INSERT INTO person_role (person_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING', [demoId(person.key), person.role]);
}

async function addTeams(manager: EntityManager): Promise<void> {
  for (const team of DEMO_TEAMS) {
    await manager.query('INSERT INTO team (id, key, name, lead_id) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING', [demoId(`team/${team.key}`), team.key, team.name, demoId(team.lead)]);
    await manager.query(
      `INSERT INTO team_member (team_id, person_id) SELECT team.id, member FROM team, unnest($2::uuid[]) AS member WHERE team.key = $1
       ON CONFLICT DO NOTHING`,
      [team.key, team.members.map(demoId)],
    );
  }
}

async function addCalendar(manager: EntityManager, data: unknown, now: number): Promise<void> {
  await manager.query(`INSERT INTO calendar (id, version, data, created_at) VALUES ('org', 1, $1, $2) ON CONFLICT DO NOTHING`, [JSON.stringify(data), now]);
}
