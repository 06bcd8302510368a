import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client';
import type { Words } from '../api/contract';
import { useWords } from './words';

const useProcedures = (names: readonly string[]) =>
  useQueries({
    queries: names.map((name) => ({
      queryKey: ['getProcedure', { name }, {}],
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getProcedure', { params: { name } }, { signal }),
    })),
  }).flatMap(({ data }) => data ?? []);

/** The steps of these procedures in their order, each with its name. */
export const useSteps = (procedures: readonly string[]): { id: string; title: string }[] => {
  const words = useWords();
  const steps = useProcedures(procedures).flatMap(({ steps: found }) => found as unknown as { id: string; title: Words }[]);
  return steps.map(({ id, title }) => ({ id, title: words(title) }));
};

/** Names of the steps of these procedures, no two of which call a step the same, and of the few duties that are no steps. */
export const useStepTitles = (procedures: readonly string[] = ['admission']): ((id: string) => string) => {
  const { t, i18n } = useTranslation();
  const steps = useSteps(procedures);
  return (id) => steps.find((one) => one.id === id)?.title ?? (i18n.exists(`side.${id}`) ? t(`side.${id}`) : id);
};

/** Names of the stages of these procedures. */
export const useStageTitles = (procedures: readonly string[]): ((id: string) => string) => {
  const { t } = useTranslation();
  const words = useWords();
  const stages = useProcedures(procedures).flatMap((found) => found.stages);
  return (id) => (id === 'ended' ? t('phase.ended') : words(stages.find((one) => one.id === id)?.title) || id);
};
