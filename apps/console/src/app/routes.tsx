import { createBrowserRouter } from 'react-router';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { SignedIn } from './session.tsx';
import { StartPage } from './start-page.tsx';

/** Pages load when they are gone to. A page is the `default`-less `Component` of its module. */
export const router = createBrowserRouter([
  { path: '/accept-invitation', lazy: () => import('../session/accept-invitation.page.tsx') },
  { path: '/reset-password', lazy: () => import('../session/reset-password.page.tsx') },
  { path: '/forgot-password', lazy: () => import('../session/forgot-password.page.tsx') },
  {
    path: '/',
    element: <SignedIn><Shell /></SignedIn>,
    children: [
      { index: true, element: <StartPage /> },
      { path: 'inbox/:taskId?', lazy: () => import('../inbox/inbox.page.tsx') },
      { path: 'start', lazy: () => import('../start/gallery.page.tsx') },
      { path: 'start/:slug', lazy: () => import('../start/start-run.page.tsx') },
      { path: 'runs', lazy: () => import('../runs/runs.page.tsx') },
      { path: 'runs/:runId', lazy: () => import('../runs/run.page.tsx') },
      { path: 'schedules', lazy: () => import('../schedules/schedules.page.tsx') },
      { path: 'schedules/:scheduleId', lazy: () => import('../schedules/schedule.page.tsx') },
      { path: 'tasks/:taskId', lazy: () => import('../tasks/task.page.tsx') },
      { path: 'pieces', lazy: () => import('../pieces/pieces.page.tsx') },
      { path: 'pieces/:pieceId', lazy: () => import('../pieces/piece.page.tsx') },
      { path: 'team', lazy: () => import('../team/team.page.tsx') },
      { path: 'boards', lazy: () => import('../boards/boards.page.tsx') },
      {
        path: 'settings',
        lazy: () => import('../settings/settings.page.tsx'),
        children: [
          { path: 'account', lazy: () => import('../settings/account/account.page.tsx') },
          { path: 'calendars', lazy: () => import('../settings/calendars/calendars.page.tsx') },
          { path: 'calendars/:calendar', lazy: () => import('../settings/calendars/calendar.page.tsx') },
          { path: 'absences', lazy: () => import('../settings/absences/absences.page.tsx') },
          { path: 'people/:personId?', lazy: () => import('../settings/people/people.page.tsx') },
          { path: 'roles', lazy: () => import('../settings/roles/roles.page.tsx') },
          { path: 'teams', lazy: () => import('../settings/teams/teams.page.tsx') },
          { path: 'deliveries/:deliveryId?', lazy: () => import('../settings/deliveries/deliveries.page.tsx') },
          { path: 'audit', lazy: () => import('../settings/audit/audit.page.tsx') },
          { path: 'playbooks', lazy: () => import('../settings/playbooks/playbooks.page.tsx') },
          { path: 'playbooks/:slug', lazy: () => import('../settings/playbooks/playbook.page.tsx') },
          { path: 'playbooks/:slug/drafts/:draftId', lazy: () => import('../settings/playbooks/draft.page.tsx') },
          { path: 'ladders/:slug?/:edition?', lazy: () => import('../settings/ladders/ladders.page.tsx') },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
