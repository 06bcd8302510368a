import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Papers } from '../../ui/act/papers';
import { Form } from '../../ui/form';
import { useNames } from '../../ui/names';
import { DecideOn } from '../ballots/decide-on';
import { DecisionMinutes } from './decision-minutes';
import type { KnownOccasion } from './known-here';
import { MeetingHead } from './meeting-head';
import { lawOfDecision } from './meeting-law';
import { TakeRoll, useEntitled } from './meeting-roll';
import { draftsOf, useDeskAct, useReturned } from './use-desk-act';

export interface DecisionRoll {
  readonly entitled: readonly string[];
  readonly present: readonly string[];
  readonly chair?: string;
}

/** The desk of a decision meeting (讨论决定会): the roll, then each candidate alone, each member by name, whoever leads speaking last; then, where they vote in secret, the booth. */
export function DecisionDesk({ occasion, holds }: { readonly occasion: KnownOccasion; readonly holds: boolean }) {
  const { t } = useTranslation();
  const procedure = useRead('getProcedure', { params: { name: 'candidacy' } });
  // Read before they are needed: without network the statements go on with what is here.
  useNames(useEntitled(occasion).map(({ id }) => id));
  const detail = occasion.detail as { roll?: DecisionRoll; closed?: boolean };
  const law = procedure.data && lawOfDecision(procedure.data);
  const spoken = occasion.entries.filter(({ status }) => status !== 'pending').length;
  const next = occasion.entries.find(({ status }) => status === 'pending');
  const inSession = holds && occasion.phase !== 'ended' && !detail.closed;
  return (
    <>
      <MeetingHead occasion={occasion} done={spoken} word={t('decision.spoken')} />
      {inSession && law && !detail.roll && <TakeRoll occasion={occasion} law={law} />}
      {inSession && law && detail.roll && next && (
        <DecideOn key={next.case} occasion={occasion} roll={detail.roll} entry={next} law={law} />
      )}
      {detail.roll && spoken > 0 && <DecisionMinutes occasion={occasion} roll={detail.roll} />}
      {inSession && detail.roll && <Close occasion={occasion} left={occasion.entries.length - spoken} />}
    </>
  );
}

function Close({ occasion, left }: { readonly occasion: KnownOccasion; readonly left: number }) {
  const { t } = useTranslation();
  const returned = useReturned(({ place, kind }) => place === occasion.id && kind === 'closeDecision');
  const { act, sending, problem } = useDeskAct(occasion);
  const [papers, setPapers] = useState(() => draftsOf(returned));
  return (
    <section className="card no-print">
      <h2>{t('meeting.close')}</h2>
      {left > 0 && <p className="note warn">{t('decision.left', { count: left })}</p>}
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void act('closeDecision', {}, { papers: Object.values(papers) })}
        send={t('meeting.close')}
      >
        <Papers required={['minutes']} also={[]} papers={papers} onChange={setPapers} />
      </Form>
    </section>
  );
}
