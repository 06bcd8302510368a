import { useTranslation } from 'react-i18next';
import { type Choice, SelectField } from '../../ui/fields';

interface Props {
  /** Who leads the meeting. */
  readonly chair: string | undefined;
  readonly away: readonly string[];
  /** Those on the roll. */
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChange: (chair: string) => void;
}

/** Who leads one item when whoever leads the meeting has left the room for it; asked only then. */
export function ItemChair({ chair, away, choices, value, onChange }: Props) {
  const { t } = useTranslation();
  if (!chair || !away.includes(chair)) return null;
  return (
    <SelectField
      pointer="/body/chair"
      label={t('meeting.itemChair')}
      hint={t('meeting.itemChairHint')}
      value={value}
      choices={choices.filter((one) => !away.includes(one.value))}
      onChange={onChange}
    />
  );
}
