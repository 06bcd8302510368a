import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, call, sessionAgain } from './client';
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

const whoIsHere = async (): Promise<Me | null> => {
  try {
    return await call('whoAmI', {}, { quiet: true });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
};

/** Who sits here; null when nobody has signed in. A session that ends under an open page asks for its person: what was typed stays. */
export const useMe = () => {
  const queries = useQueryClient();
  return useQuery<Me | null, ApiProblem>({
    queryKey: ['whoAmI'],
    queryFn: async () => {
      const found = await whoIsHere();
      const ended = found === null && queries.getQueryData<Me | null>(['whoAmI']);
      return ended && (await sessionAgain()) ? whoIsHere() : found;
    },
    staleTime: 60_000,
    refetchInterval: 60_000,
  });
};

/** After an act nearly everything may have moved: what is on the screen is read again without jumping, the rest when it is needed. */
export const useRefresh = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
};
