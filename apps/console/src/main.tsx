import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Problem } from './api/problem.ts';
import { router } from './app/routes.tsx';
import './app/styles.css';
import { Theme } from './app/theme.tsx';
import { browserLocale, loadTheRest, startI18n } from './i18n/index.ts';
import { Toasts } from './ui/toast.tsx';

const MOST_TRIES = 3;
/** What the API refuses stays refused; what did not reach it is tried again. */
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: (tries, error) => tries < MOST_TRIES && !(error instanceof Problem && error.status < 500) } } });

await startI18n(browserLocale());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Theme>
        <Toasts>
          <RouterProvider router={router} />
        </Toasts>
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
window.addEventListener('load', () => void loadTheRest());
if (document.readyState === 'complete') void loadTheRest();
