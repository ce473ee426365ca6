import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ME } from '../app/me.ts';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';
import { useWrite } from './write.ts';

export type Session = paths['/api/v1/auth/sessions']['get']['responses'][200]['content']['application/json']['items'][number];
export type Token = paths['/api/v1/auth/tokens']['get']['responses'][200]['content']['application/json']['items'][number];
export type NewToken = paths['/api/v1/auth/tokens']['post']['requestBody']['content']['application/json'];
export type Profile = paths['/api/v1/auth/me']['patch']['requestBody']['content']['application/json'];
type PasswordChange = paths['/api/v1/auth/password']['post']['requestBody']['content']['application/json'];

export function useProfileChange() {
  const client = useQueryClient();
  return useWrite(async (body: Profile) => client.setQueryData(ME, await data(api.PATCH('/api/v1/auth/me', { body }))), ['people']);
}
export const usePasswordChange = () => useWrite((body: PasswordChange, key) => api.POST('/api/v1/auth/password', { params: { header: onceMore(key) }, body }), ['sessions', ...ME]);

export const useSessions = () => useQuery({ queryKey: ['sessions'], queryFn: async () => (await data(api.GET('/api/v1/auth/sessions'))).items });
export const useEndSession = () => useWrite((id: string, key) => api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id }, header: onceMore(key) } }), ['sessions']);
export const useEndOtherSessions = () => useWrite((_: void, key) => data(api.POST('/api/v1/auth/sessions/end-others', { params: { header: onceMore(key) }, body: {} })), ['sessions']);

export const useTokens = () => useQuery({ queryKey: ['tokens'], queryFn: async () => (await data(api.GET('/api/v1/auth/tokens'))).items });
export const useMakeToken = () => useWrite((body: NewToken, key) => data(api.POST('/api/v1/auth/tokens', { params: { header: onceMore(key) }, body })), ['tokens']);
export const useEndToken = () => useWrite((id: string, key) => api.DELETE('/api/v1/auth/tokens/{id}', { params: { path: { id }, header: onceMore(key) } }), ['tokens']);

export const useEnrolTotp = () => useWrite((body: { password?: string }, key) => data(api.POST('/api/v1/auth/totp', { params: { header: onceMore(key) }, body })));
export const useConfirmTotp = () => useWrite((body: { code: string }, key) => data(api.POST('/api/v1/auth/totp/confirm', { params: { header: onceMore(key) }, body })), ['sessions']);
export const useDisableTotp = () => useWrite((body: { password?: string; code: string }, key) => api.POST('/api/v1/auth/totp/disable', { params: { header: onceMore(key) }, body }), ['sessions', ...ME]);

export const useLogInMethods = () => useQuery({ queryKey: ['log-in-methods'], queryFn: () => data(api.GET('/api/v1/auth/methods')), staleTime: Infinity });
export const useIdentities = () => useQuery({ queryKey: ['identities'], queryFn: async () => (await data(api.GET('/api/v1/auth/identities'))).items });
export const useLinkIdentity = () => useWrite((returnTo: string, key) => data(api.POST('/api/v1/auth/oidc/link', { params: { header: onceMore(key) }, body: { returnTo } })));
export const useUnlinkIdentity = () => useWrite((id: string, key) => api.DELETE('/api/v1/auth/identities/{id}', { params: { path: { id }, header: onceMore(key) } }), ['identities']);
