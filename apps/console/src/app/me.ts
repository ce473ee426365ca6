import { createContext, use } from 'react';
import type { paths } from '../api/schema.d.ts';

export type Me = paths['/api/v1/auth/me']['get']['responses'][200]['content']['application/json'];
/** Key of the query that knows who is signed in; its data is null when nobody is. */
export const ME = ['me'] as const;
export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below `SignedIn`. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('nobody is signed in here');
  return me;
}
