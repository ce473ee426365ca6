import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';
import { useWrite } from './write.ts';

export type AccountFilter = NonNullable<paths['/api/v1/people/accounts']['get']['parameters']['query']>;
export type Account = paths['/api/v1/people/{id}']['get']['responses'][200]['content']['application/json'];
export type AccountChange = paths['/api/v1/people/{id}']['patch']['requestBody']['content']['application/json'];
export type Duties = paths['/api/v1/people/{id}/duties']['get']['responses'][200]['content']['application/json'];
export type Invitation = paths['/api/v1/invitations']['get']['responses'][200]['content']['application/json']['items'][number];
export type NewInvitation = paths['/api/v1/invitations']['post']['requestBody']['content']['application/json'];
export type Role = paths['/api/v1/roles']['get']['responses'][200]['content']['application/json']['items'][number];
export type Team = paths['/api/v1/teams']['get']['responses'][200]['content']['application/json']['items'][number];
type NewRole = paths['/api/v1/people/{id}/roles']['post']['requestBody']['content']['application/json'];
const PAGE = 50;
const MOST = 200;
const PEOPLE = ['accounts', 'people', 'roles'] as const;

/** Pages of accounts by name. */
export const useAccounts = (filter: AccountFilter) =>
  useInfiniteQuery({
    queryKey: ['accounts', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/people/accounts', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const useAccount = (id: string) => useQuery({ queryKey: ['accounts', id], queryFn: () => data(api.GET('/api/v1/people/{id}', { params: { path: { id } } })) });
export const useDuties = (id: string) => useQuery({ queryKey: ['accounts', id, 'duties'], queryFn: () => data(api.GET('/api/v1/people/{id}/duties', { params: { path: { id } } })) });
export const useAccountChange = (id: string) => useWrite((body: AccountChange) => data(api.PATCH('/api/v1/people/{id}', { params: { path: { id } }, body })), PEOPLE);
export const useSignOut = (id: string) => useWrite((_: void, key) => data(api.POST('/api/v1/people/{id}/sign-out', { params: { path: { id }, header: onceMore(key) }, body: {} })));
export const useGiveRole = (id: string) => useWrite((body: NewRole, key) => data(api.POST('/api/v1/people/{id}/roles', { params: { path: { id }, header: onceMore(key) }, body })), PEOPLE);
export const useEndRole = (id: string) =>
  useWrite(({ roleId, untilAt }: { roleId: string; untilAt?: number | null }, key) => data(api.POST('/api/v1/people/{id}/roles/{roleId}/end', { params: { path: { id, roleId }, header: onceMore(key) }, body: untilAt ? { untilAt } : {} })), PEOPLE);

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: async () => (await data(api.GET('/api/v1/roles'))).items });

export const useInvitations = () => useQuery({ queryKey: ['invitations'], queryFn: async () => (await data(api.GET('/api/v1/invitations', { params: { query: { limit: MOST } } }))).items });
export const useInvite = () => useWrite((body: NewInvitation, key) => data(api.POST('/api/v1/invitations', { params: { header: onceMore(key) }, body })), ['invitations']);
export const useResendInvitation = () => useWrite((id: string, key) => data(api.POST('/api/v1/invitations/{id}/resend', { params: { path: { id }, header: onceMore(key) }, body: {} })), ['invitations']);
export const useRevokeInvitation = () => useWrite((id: string, key) => data(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id }, header: onceMore(key) } })), ['invitations']);

export const useTeams = () => useQuery({ queryKey: ['teams'], queryFn: async () => (await data(api.GET('/api/v1/teams', { params: { query: { limit: MOST } } }))).items });
const TEAMS = ['teams', 'accounts', 'people'] as const;
export const useMakeTeam = () => useWrite((body: { key: string; name: string; leadId?: string | null }, key) => data(api.POST('/api/v1/teams', { params: { header: onceMore(key) }, body: { leadId: null, ...body } })), TEAMS);
export const useChangeTeam = (id: string) => useWrite((body: { name?: string; leadId?: string | null }) => data(api.PATCH('/api/v1/teams/{id}', { params: { path: { id } }, body })), TEAMS);
export const useAddMember = (id: string) => useWrite((personId: string, key) => data(api.PUT('/api/v1/teams/{id}/members/{personId}', { params: { path: { id, personId }, header: onceMore(key) } })), TEAMS);
export const useRemoveMember = (id: string) => useWrite((personId: string, key) => data(api.DELETE('/api/v1/teams/{id}/members/{personId}', { params: { path: { id, personId }, header: onceMore(key) } })), TEAMS);
