import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { useNames } from '../../ui/names';
import { DecideOn } from '../ballots/decide-on';
import { CloseMeeting } from './close-meeting';
import { DecisionMinutes } from './decision-minutes';
import type { KnownOccasion } from './known-here';
import { OnTheDay } from './meeting-day';
import { MeetingHead } from './meeting-head';
import { lawOfDecision } from './meeting-law';
import { TakeRoll, useEntitled } from './meeting-roll';

export interface DecisionRoll {
  readonly entitled: readonly string[];
  readonly present: readonly string[];
  readonly chair?: string;
  /** The day for which it is good. */
  readonly on?: string;
}

/** The desk of a decision meeting (讨论决定会): the roll, then each candidate alone, each member by name, whoever leads speaking last; then, where they vote in secret, the booth. */
export function DecisionDesk({ occasion, holds }: { readonly occasion: KnownOccasion; readonly holds: boolean }) {
  const { t } = useTranslation();
  const procedure = useRead('getProcedure', { params: { name: 'candidacy' } });
  // Read before they are needed: without network the statements go on with what is here.
  useNames(useEntitled(occasion).map(({ id }) => id));
  const detail = occasion.detail as { roll?: DecisionRoll; earlierRolls?: readonly DecisionRoll[]; closed?: boolean };
  const { roll } = detail;
  const law = procedure.data && lawOfDecision(procedure.data);
  const spoken = occasion.entries.filter(({ status }) => status !== 'pending').length;
  const next = occasion.entries.find(({ status }) => status === 'pending');
  const inSession = holds && occasion.phase !== 'ended' && !detail.closed;
  return (
    <>
      <MeetingHead occasion={occasion} done={spoken} word={t('decision.spoken')} />
      {inSession && law && !roll && <TakeRoll occasion={occasion} law={law} />}
      {inSession && law && roll && next && (
        <OnTheDay occasion={occasion} law={law} rollOn={roll.on}>
          {(day) => <DecideOn key={next.case} occasion={occasion} roll={roll} entry={next} law={law} day={day} />}
        </OnTheDay>
      )}
      {roll && spoken > 0 && <DecisionMinutes occasion={occasion} rolls={[...(detail.earlierRolls ?? []), roll]} />}
      {inSession && roll && (
        <CloseMeeting
          occasion={occasion}
          act="closeDecision"
          papers={['minutes']}
          left={occasion.entries.length > spoken ? t('decision.left', { count: occasion.entries.length - spoken }) : undefined}
        />
      )}
    </>
  );
}
