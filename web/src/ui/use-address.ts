import { useNavigate, useRouterState } from '@tanstack/react-router';

/** Filters kept in the address: a list that was narrowed can be sent to somebody, and "back" leads to it. */
export const useAddress = <const Name extends string>(names: readonly Name[]) => {
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const navigate = useNavigate();
  const params = new URLSearchParams(search);
  const now = Object.fromEntries(names.map((name) => [name, params.get(name)?.replace(/^"|"$/g, '') ?? undefined])) as Partial<
    Record<Name, string>
  >;
  const set = (change: Partial<Record<Name, string | undefined>>): void => {
    const next = Object.fromEntries(Object.entries({ ...now, ...change }).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '.', search: next, replace: true } as never);
  };
  return [now, set] as const;
};
