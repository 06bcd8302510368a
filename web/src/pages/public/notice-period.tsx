import { useTranslation } from 'react-i18next';

interface Props {
  readonly postedOn: string | undefined;
  readonly end: string;
  readonly unknownYear: string | undefined;
}

/** From when until when a notice hangs; in a year that nobody knows yet only "not before". */
export function NoticePeriod({ postedOn, end, unknownYear }: Props) {
  const { t } = useTranslation();
  return <>{t(unknownYear ? 'notice.periodUnknown' : 'notice.period', { from: postedOn, to: end, year: unknownYear })}</>;
}
