import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ApiProblem } from './api/client';
import { router } from './router';
import { Appearance } from './ui/appearance';

/** Asked for only amid work: fetched beside the first page, not before it. */
const Asked = lazy(async () => ({ default: (await import('./ui/asked-again').catch(() => undefined))?.AskedAgain ?? (() => null) }));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server has decided it will not decide otherwise a second later.
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
    },
  },
});

export const App = () => (
  <QueryClientProvider client={queries}>
    <Appearance>
      <Suspense fallback={null}>
        <Asked />
      </Suspense>
      <RouterProvider router={router} />
    </Appearance>
  </QueryClientProvider>
);
