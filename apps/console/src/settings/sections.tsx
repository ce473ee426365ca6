import type { Me } from '../app/me.ts';

export interface Section {
  /** Last part of its address, and its word under `sections` in settings.json. */
  slug: string;
  /** Platform roles that see it; everybody when it is left out. */
  roles?: ReadonlyArray<Me['role']>;
}

/** Settings by what people look for first; each has its route in app/routes.tsx. */
export const SECTIONS: readonly Section[] = [
  { slug: 'account' },
  { slug: 'absences' },
  { slug: 'people', roles: ['admin', 'manager'] },
  { slug: 'roles' },
  { slug: 'teams' },
  { slug: 'calendars' },
  { slug: 'playbooks' },
  { slug: 'ladders' },
  { slug: 'deliveries', roles: ['admin', 'manager'] },
  { slug: 'audit', roles: ['admin'] },
];
