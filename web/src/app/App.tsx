// Puts the providers around the routes.
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { ApiError } from '../api/errors';
import { LanguageProvider } from '../i18n';
import { session } from '../stores/session';
import { InstallationLanguage } from './InstallationLanguage';
import { createRouter } from './routes';
import { cssVariables, theme } from './theme';

const schemes = localStorageColorSchemeManager({ key: 'giaoban-scheme' });

function createQueries(): QueryClient {
  const onError = (problem: unknown) => session.heard(problem);
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (count, problem) => problem instanceof ApiError && problem.passing && count < 4,
        staleTime: 5_000,
      },
    },
  });
}

export function App() {
  const [queries] = useState(createQueries);
  const [router] = useState(createRouter);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <LanguageProvider>
        <InstallationLanguage />
        <QueryClientProvider client={queries}>
          <Notifications position="top-center" limit={3} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
