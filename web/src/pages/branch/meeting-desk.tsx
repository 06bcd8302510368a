import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BallotRule, tally } from '../../../../domain/ballots/majority';
import { useRead } from '../../api/queries';
import { Papers } from '../../ui/act/papers';
import { Form } from '../../ui/form';
import { VoteOn } from '../ballots/vote-on';
import type { KnownOccasion } from './known-here';
import { MeetingHead } from './meeting-head';
import { lawOfMeeting, procedureOfMeeting } from './meeting-law';
import { TakeRoll, useEntitled } from './meeting-roll';
import { MinutesSheet } from './minutes-sheet';
import { draftsOf, useDeskAct, useReturned } from './use-desk-act';

type Counted = Parameters<typeof tally>[0];

export interface Roll {
  readonly entitled: readonly string[];
  readonly present: readonly string[];
}

/** The desk of a meeting, in its order: the roll, one candidate after the other, the minutes. */
export function MeetingDesk({ occasion, holds }: { readonly occasion: KnownOccasion; readonly holds: boolean }) {
  const { t } = useTranslation();
  const procedure = useRead('getProcedure', { params: { name: procedureOfMeeting(occasion.kind) } });
  // Read before they are needed: without network the roll and the votes go on with what is here.
  useEntitled(occasion);
  useRead('listPeople', { query: { unit: occasion.unit.id, limit: 200 } });
  const detail = occasion.detail as { roll?: Roll; closed?: boolean };
  const law = procedure.data && lawOfMeeting(procedure.data, occasion.kind);
  const voted = occasion.entries.filter(({ status }) => status !== 'pending').length;
  const next = occasion.entries.find(({ status }) => status === 'pending');
  const inSession = holds && occasion.phase !== 'ended' && !detail.closed;
  return (
    <>
      <MeetingHead occasion={occasion} done={voted} word={t('meeting.voted')} />
      {inSession && law && !detail.roll && <TakeRoll occasion={occasion} law={law} />}
      {inSession && law && detail.roll && next && <VoteOn key={next.case} occasion={occasion} roll={detail.roll} entry={next} law={law} />}
      {detail.roll && voted > 0 && <MinutesSheet occasion={occasion} roll={detail.roll} />}
      {inSession && detail.roll && <Close occasion={occasion} left={occasion.entries.length - voted} law={law} />}
    </>
  );
}

/** Somebody was not approved: why goes to the branch and to him, in writing. */
const refusesSomebody = ({ kind, entries }: KnownOccasion, law: BallotRule | undefined): boolean =>
  kind === 'approval' && law !== undefined && entries.some(({ counts }) => counts && tally(counts as Counted, law).result === 'not-passed');

function Close({ occasion, left, law }: { readonly occasion: KnownOccasion; readonly left: number; readonly law: BallotRule | undefined }) {
  const { t } = useTranslation();
  const kind = occasion.kind === 'approval' ? 'approval-opinion' : 'minutes';
  const returned = useReturned(({ place, kind: what }) => place === occasion.id && what === 'closeMeeting');
  const { act, sending, problem } = useDeskAct(occasion);
  const [papers, setPapers] = useState(() => draftsOf(returned));
  return (
    <section className="card no-print">
      <h2>{t('meeting.close')}</h2>
      {left > 0 && <p className="note warn">{t('meeting.left', { count: left })}</p>}
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void act('closeMeeting', {}, { papers: Object.values(papers) })}
        send={t('meeting.close')}
      >
        <Papers required={refusesSomebody(occasion, law) ? [kind, 'reason'] : [kind]} also={[]} papers={papers} onChange={setPapers} />
      </Form>
    </section>
  );
}
