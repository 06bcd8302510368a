import { useTranslation } from 'react-i18next';
import { type BallotRule, tally } from '../../../../domain/ballots/majority';
import { useRead } from '../../api/queries';
import { VoteOn } from '../ballots/vote-on';
import { CloseMeeting } from './close-meeting';
import type { KnownOccasion } from './known-here';
import { OnTheDay } from './meeting-day';
import { MeetingHead } from './meeting-head';
import { lawOfMeeting, procedureOfMeeting } from './meeting-law';
import { TakeRoll, useEntitled } from './meeting-roll';
import { MinutesSheet } from './minutes-sheet';

type Counted = Parameters<typeof tally>[0];

/** What the minutes come with: where somebody was not approved, also why, for the branch and for him. */
const minutesOf = ({ kind, entries }: KnownOccasion, law: BallotRule | undefined): readonly string[] => {
  if (kind !== 'approval') return ['minutes'];
  const refuses = law && entries.some(({ counts }) => counts && tally(counts as unknown as Counted, law).result === 'not-passed');
  return refuses ? ['approval-opinion', 'reason'] : ['approval-opinion'];
};

export interface Roll {
  readonly entitled: readonly string[];
  readonly present: readonly string[];
  readonly chair?: string;
  /** The day for which it is good. */
  readonly on?: string;
}

/** The desk of a meeting, in its order: the roll, one candidate after the other, the minutes. */
export function MeetingDesk({ occasion, holds }: { readonly occasion: KnownOccasion; readonly holds: boolean }) {
  const { t } = useTranslation();
  const procedure = useRead('getProcedure', { params: { name: procedureOfMeeting(occasion.kind) } });
  // Read before they are needed: without network the roll and the votes go on with what is here.
  useEntitled(occasion);
  useRead('listPeople', { query: { unit: occasion.unit.id, limit: 200 } });
  const detail = occasion.detail as { roll?: Roll; earlierRolls?: readonly Roll[]; closed?: boolean };
  const { roll } = detail;
  const law = procedure.data && lawOfMeeting(procedure.data, occasion.kind);
  const voted = occasion.entries.filter(({ status }) => status !== 'pending').length;
  const next = occasion.entries.find(({ status }) => status === 'pending');
  const inSession = holds && occasion.phase !== 'ended' && !detail.closed;
  return (
    <>
      <MeetingHead occasion={occasion} done={voted} word={t('meeting.voted')} />
      {inSession && law && !roll && <TakeRoll occasion={occasion} law={law} />}
      {inSession && law && roll && next && (
        <OnTheDay occasion={occasion} law={law} rollOn={roll.on}>
          {(day) => <VoteOn key={next.case} occasion={occasion} roll={roll} entry={next} law={law} day={day} />}
        </OnTheDay>
      )}
      {roll && voted > 0 && <MinutesSheet occasion={occasion} rolls={[...(detail.earlierRolls ?? []), roll]} />}
      {inSession && roll && (
        <CloseMeeting
          occasion={occasion}
          act="closeMeeting"
          papers={minutesOf(occasion, law)}
          left={occasion.entries.length > voted ? t('meeting.left', { count: occasion.entries.length - voted }) : undefined}
        />
      )}
    </>
  );
}
