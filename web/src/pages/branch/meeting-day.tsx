import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BallotRule } from '../../../../domain/ballots/majority';
import { useMe } from '../../api/queries';
import type { KnownOccasion } from './known-here';
import { TakeRoll } from './meeting-roll';

interface Props {
  readonly occasion: KnownOccasion;
  readonly law: BallotRule;
  /** Day of the roll; absent where it was not kept, or is not sent yet. */
  readonly rollOn: string | undefined;
  /** The vote; `on`: the day on which it was held, where that is not today. */
  readonly children: (on: string | undefined) => ReactNode;
}

/** A roll is good for its day: on another one it is taken again, or votes of that day are entered under it. */
export function OnTheDay({ occasion, law, rollOn, children }: Props) {
  const { t } = useTranslation();
  const today = useMe().data?.today;
  /** The roll under whose day is entered. No key: when the server's roll takes the place of the one typed here, what was typed after it stays. */
  const [backTo, setBackTo] = useState<string>();
  const back = backTo !== undefined && backTo === rollOn;
  if (rollOn === undefined || today === undefined || rollOn >= today) return children(undefined);
  return (
    <>
      <div className="note info no-print">
        <p>{t('meeting.rollOf', { day: rollOn })}</p>
        <p>
          <Button onClick={() => setBackTo(back ? undefined : rollOn)}>
            {t(back ? 'meeting.goOnToday' : 'meeting.heldThatDay', { day: rollOn })}
          </Button>
        </p>
      </div>
      {back ? children(rollOn) : <TakeRoll occasion={occasion} law={law} />}
    </>
  );
}
