import { useTranslation } from 'react-i18next';
import { CheckList, type Choice } from '../../ui/fields';

/** Who was in the room at the roll and is not when one item is voted on. */
export interface Gone {
  readonly recused: readonly string[];
  readonly left: readonly string[];
  /** Who leads the item, where whoever leads the meeting is among them. */
  readonly chair?: string | undefined;
}
export const NOBODY: Gone = { recused: [], left: [] };

/** As it was typed before, in an act that came back. */
export const goneIn = (body: Readonly<Record<string, unknown>> | undefined): Gone => ({
  recused: (body?.recused as string[] | undefined) ?? [],
  left: (body?.left as string[] | undefined) ?? [],
  ...(typeof body?.chair === 'string' ? { chair: body.chair } : {}),
});

interface Props {
  readonly gone: Gone;
  readonly onGone: (gone: Gone) => void;
  /** Those on the roll. */
  readonly choices: readonly Choice[];
  /** The field of each list; a list without one is asked for elsewhere, or not at all. */
  readonly recusedAt?: string;
  readonly leftAt?: string;
  readonly hint?: string;
}

/** The same lists wherever an item is voted on, by statements, on paper or by booth: what was ticked in one form stands in the other. */
export function GoneLists({ gone, onGone, choices, recusedAt, leftAt, hint }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {recusedAt && (
        <CheckList
          pointer={recusedAt}
          label={t('field.recused')}
          hint={hint}
          values={gone.recused}
          choices={choices}
          onChange={(recused) => onGone({ ...gone, recused })}
        />
      )}
      {leftAt && (
        <CheckList
          pointer={leftAt}
          label={t('field.left')}
          values={gone.left}
          choices={choices}
          onChange={(left) => onGone({ ...gone, left })}
        />
      )}
    </>
  );
}
