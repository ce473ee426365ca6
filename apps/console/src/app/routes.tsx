import { createBrowserRouter, Navigate } from 'react-router';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { SignedIn } from './session.tsx';

/** Pages load when they are gone to. A page is the `default`-less `Component` of its module. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <SignedIn><Shell /></SignedIn>,
    children: [
      { index: true, element: <Navigate to="/inbox" replace /> },
      { path: 'inbox/:taskId?', lazy: () => import('../inbox/inbox.page.tsx') },
      { path: 'tasks/:taskId', lazy: () => import('../tasks/task.page.tsx') },
      { path: 'settings', lazy: () => import('../settings/settings.page.tsx'), children: [] },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
