import { useQueries } from '@tanstack/react-query';
import { call } from '../api/client';

/** Names of people by id, within one's reach; whoever is beyond it is shown by the end of the id. */
export const useNames = (ids: readonly string[]): ((id: string) => string) => {
  const wanted = [...new Set(ids)];
  const found = useQueries({
    queries: wanted.map((id) => ({
      queryKey: ['nameOf', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await call('readPerson', { params: { id } }, { quiet: true, signal })).name,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  const names = new Map(wanted.map((id, index) => [id, found[index]?.data]));
  return (id) => names.get(id) ?? `…${id.slice(-6)}`;
};
