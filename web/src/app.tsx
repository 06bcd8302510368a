import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ApiProblem } from './api/client';
import { router } from './router';
import { Appearance } from './ui/appearance';
import { SignInAgain } from './ui/sign-in-again';
import { StepUp } from './ui/step-up';

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
      <SignInAgain />
      <StepUp />
      <RouterProvider router={router} />
    </Appearance>
  </QueryClientProvider>
);
