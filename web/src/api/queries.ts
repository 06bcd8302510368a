import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, call } from './client';
import type { Answer, Ask, Me, Operation } from './contract';

/** Reads one operation; the key is the operation and what was asked, so that a write can name what it has made stale. */
export const useRead = <Op extends Operation>(
  operation: Op,
  ask: Ask<Op> = {},
  more: { enabled?: boolean; refetchInterval?: number } = {},
) =>
  useQuery<Answer<Op>, ApiProblem>({
    queryKey: [operation, ask.params ?? {}, ask.query ?? {}],
    queryFn: ({ signal }) => call(operation, ask, { signal }),
    ...more,
  });

/** Who sits here; null when nobody has signed in. */
export const useMe = () =>
  useQuery<Me | null, ApiProblem>({
    queryKey: ['whoAmI'],
    queryFn: async () => {
      try {
        return await call('whoAmI', {}, { quiet: true });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
    refetchInterval: 60_000,
  });

/** After an act nearly everything may have moved: what is on the screen is read again without jumping, the rest when it is needed. */
export const useRefresh = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
};
