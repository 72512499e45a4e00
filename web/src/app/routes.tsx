// Every address of the client and the screen behind it; screens load when first opened.
import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { CrashScreen, NotFoundScreen } from './FallbackScreens';
import { Root } from './Root';

type Module = { default: ComponentType };

function screen(path: string, load: () => Promise<Module>): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }), errorElement: <CrashScreen /> };
}

export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <CrashScreen />,
    HydrateFallback: () => null,
    children: [
      screen('/', () => import('../screens/home/HomeScreen')),
      screen('/sign-in', () => import('../screens/signin/SignInScreen')),
      screen('/setup', () => import('../screens/signin/SetupScreen')),
      screen('/pair', () => import('../screens/signin/PairScreen')),
      screen('/j/:token', () => import('../screens/signin/OpenLinkScreen')),
      screen('/m/:id', () => import('../screens/meeting/MeetingScreen')),
      screen('/m/:id/program', () => import('../screens/program/ProgramScreen')),
      screen('/m/:id/submit', () => import('../screens/papers/SubmitScreen')),
      screen('/m/:id/read', () => import('../screens/read/ReadScreen')),
      screen('/m/:id/prepare', () => import('../screens/secretary/PrepareScreen')),
      screen('/admin/sites', () => import('../screens/admin/SitesScreen')),
      screen('/admin/accounts', () => import('../screens/admin/AccountsScreen')),
      screen('/admin/meetings', () => import('../screens/admin/MeetingsScreen')),
      screen('/opinions', () => import('../screens/opinions/OpinionsScreen')),
      screen('/opinions/:slip', () => import('../screens/opinions/BoardScreen')),
      screen('/opinions/:slip/edit', () => import('../screens/opinions/EditorScreen')),
      screen('/opinions/:slip/answer/:account', () => import('../screens/opinions/AnswerScreen')),
      screen('/calendar', () => import('../screens/calendar/CalendarScreen')),
      screen('/calendar/series', () => import('../screens/planning/SeriesScreen')),
      screen('/calendar/templates', () => import('../screens/planning/TemplatesScreen')),
      screen('/archive', () => import('../screens/archive/ArchiveScreen')),
      screen('/archive/:id', () => import('../screens/archive/PlayerScreen')),
      { path: '*', element: <NotFoundScreen /> },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
