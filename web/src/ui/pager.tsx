import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Where the shown page begins; none on the first. */
  readonly after: string | undefined;
  /** Where the next page begins; none on the last. */
  readonly next: string | null | undefined;
  readonly onTurn: (after: string | undefined) => void;
}

/** Back to the start of a list, and on to its next page. */
export function Pager({ after, next, onTurn }: Props) {
  const { t } = useTranslation();
  return (
    <div className="row">
      {after && <Button onClick={() => onTurn(undefined)}>{t('cases.first')}</Button>}
      {next && <Button onClick={() => onTurn(next)}>{t('cases.next')}</Button>}
    </div>
  );
}
