import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { RoleOverview } from '#contracts/api/person';
import { rolesNamed } from '#domain/playbook/roles';
import { listRoleHolders } from '#persistence/repositories/accounts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';

/** Operating roles as playbooks name them and people hold them. */
@Injectable()
export class RolesService {
  constructor(
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async list(): Promise<RoleOverview[]> {
    const now = this.now();
    const [stored, held] = await Promise.all([this.playbooks.published(), listRoleHolders(this.db, now)]);
    const asking = stored.map((playbook) => ({ slug: playbook.slug, title: playbook.title, roles: rolesNamed(playbook) }));
    const names = [...new Set([...asking.flatMap(({ roles }) => roles), ...held.map(({ role }) => role)])].sort();
    return names.map((role) => {
      const people = held.filter((one) => one.role === role).map(({ role: _role, ...holder }) => holder);
      return {
        role,
        holders: people.filter(({ fromAt }) => (fromAt ?? 0) <= now),
        coming: people.filter(({ fromAt }) => (fromAt ?? 0) > now),
        askedBy: asking.filter(({ roles }) => roles.includes(role)).map(({ slug, title }) => ({ slug, title })),
      };
    });
  }
}
