import { useTranslation } from 'react-i18next';
import type { Words } from '../api/contract';
import { useRead } from '../api/queries';
import { useWords } from './words';

/** Names of the steps, and of the few duties that are no steps. */
export const useStepTitles = (): ((id: string) => string) => {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const procedure = useRead('getProcedure', { params: { name: 'admission' } });
  const steps = (procedure.data?.steps ?? []) as unknown as { id: string; title: Words }[];
  return (id) => {
    const found = steps.find((step) => step.id === id);
    return found ? words(found.title) : i18n.exists(`side.${id}`) ? t(`side.${id}`) : id;
  };
};
