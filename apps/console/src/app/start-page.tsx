import { Navigate, useSearchParams } from 'react-router';

/** Where the bare address leads. A provider that would not link an account says so (`?problem=`) where accounts are linked. */
export function StartPage() {
  const problem = useSearchParams()[0].get('problem');
  return <Navigate to={problem ? `/settings/account?problem=${encodeURIComponent(problem)}` : '/inbox'} replace />;
}
