import { useTranslation } from 'react-i18next';

/** What a meeting votes on: somebody, or whether what was decided on somebody is taken back. */
export interface AgendaItem {
  readonly subject?: { readonly name: string } | undefined;
  readonly annuls?: 'admission' | 'candidacy' | undefined;
}

/** "Agree" to an appointment and to taking it back are opposites: wherever members speak, vote or read the count, the item says which. */
export const useAgenda = (): ((item: AgendaItem) => string) => {
  const { t } = useTranslation();
  return ({ subject, annuls }) => (annuls ? t(`agenda.${annuls}`, { name: subject?.name ?? '' }) : (subject?.name ?? ''));
};

/** The same on ballot papers and minutes, which are Chinese in every language of the portal. */
const ON_PAPER = { admission: '撤销发展', candidacy: '撤销任用' } as const;
export const onPaper = ({ subject, annuls }: AgendaItem): string => `${subject?.name ?? ''}${annuls ? `（${ON_PAPER[annuls]}）` : ''}`;
export const paperTitle = ({ annuls }: AgendaItem, title: string): string => (annuls ? `${ON_PAPER[annuls]}表决票` : title);
