import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client';
import type { Words } from '../api/contract';
import { useWords } from './words';

/** Names of the steps of these procedures, no two of which call a step the same, and of the few duties that are no steps. */
export const useStepTitles = (procedures: readonly string[] = ['admission']): ((id: string) => string) => {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const found = useQueries({
    queries: procedures.map((name) => ({
      queryKey: ['getProcedure', { name }, {}],
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getProcedure', { params: { name } }, { signal }),
    })),
  });
  const steps = found.flatMap(({ data }) => (data?.steps ?? []) as unknown as { id: string; title: Words }[]);
  return (id) => {
    const step = steps.find((one) => one.id === id);
    return step ? words(step.title) : i18n.exists(`side.${id}`) ? t(`side.${id}`) : id;
  };
};
