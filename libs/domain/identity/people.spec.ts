import { leavesNoAdmin, mayInvite } from './people.ts';

describe('mayInvite', () => {
  it('lets admins invite everybody, managers members and viewers, the others nobody', () => {
    const roles = ['admin', 'manager', 'member', 'viewer'] as const;
    const allowed = roles.map((inviter) => roles.filter((invited) => mayInvite(inviter, invited)));
    expect(allowed).toEqual([['admin', 'manager', 'member', 'viewer'], ['member', 'viewer'], [], []]);
  });
});

describe('leavesNoAdmin', () => {
  const admin = { role: 'admin', disabled: false } as const;
  it('refuses to disable or demote the last admin, and only that', () => {
    expect(leavesNoAdmin(admin, { ...admin, disabled: true }, 0)).toBe(true);
    expect(leavesNoAdmin(admin, { role: 'manager', disabled: false }, 0)).toBe(true);
    expect(leavesNoAdmin(admin, { ...admin, disabled: true }, 1)).toBe(false);
    expect(leavesNoAdmin(admin, admin, 0)).toBe(false);
    expect(leavesNoAdmin({ role: 'admin', disabled: true }, { role: 'member', disabled: true }, 0)).toBe(false);
  });
});
