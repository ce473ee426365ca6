import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { api, data, whenSignedOut } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { changeLocale } from '../i18n/index.ts';
import { Loading } from '../ui/states.tsx';
import { ME, MeContext } from './me.ts';

/** Whoever is signed in never needs it, and it brings the library's forms. */
const LoginPage = lazy(() => import('../session/login.page.tsx').then((module) => ({ default: module.LoginPage })));

/** Shows the log-in page until somebody is signed in, and again when their session ends; the address stays, so they come back to where they were. */
export function SignedIn({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data: me, isPending } = useQuery({
    queryKey: ME,
    queryFn: async () => {
      try {
        return await data(api.GET('/api/v1/auth/me'));
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
  useEffect(() => whenSignedOut(() => client.setQueryData(ME, null)), [client]);
  useEffect(() => {
    if (me) void changeLocale(me.locale);
  }, [me]);
  if (isPending) return <Loading />;
  if (!me) return <Suspense fallback={<Loading />}><LoginPage /></Suspense>;
  return <MeContext value={me}>{children}</MeContext>;
}
