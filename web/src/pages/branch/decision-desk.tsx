import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BallotRule, tally } from '../../../../domain/ballots/majority';
import { fewest, hasQuorum } from '../../../../domain/ballots/quorum';
import { useRead } from '../../api/queries';
import { Papers } from '../../ui/act/papers';
import { CheckList, RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useNames } from '../../ui/names';
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

const SAYS = ['agree', 'disagree', 'defer'] as const;
type Says = (typeof SAYS)[number];

/** The desk of a decision meeting (讨论决定会): the roll, then each candidate alone, each member by name, whoever leads speaking last. */
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
        <Statements key={next.case} occasion={occasion} roll={detail.roll} entry={next} law={law} />
      )}
      {detail.roll && spoken > 0 && <DecisionMinutes occasion={occasion} roll={detail.roll} />}
      {inSession && detail.roll && <Close occasion={occasion} left={occasion.entries.length - spoken} />}
    </>
  );
}

interface Props {
  readonly occasion: KnownOccasion;
  readonly roll: DecisionRoll;
  readonly entry: KnownOccasion['entries'][number];
  readonly law: BallotRule;
}

/** The order of speaking: whoever leads comes last, so that nobody follows the head. */
const speakersOf = ({ present, chair }: DecisionRoll, away: readonly string[]): string[] => {
  const here = present.filter((id) => !away.includes(id));
  return chair && here.includes(chair) ? [...here.filter((id) => id !== chair), chair] : here;
};

function Statements({ occasion, roll, entry, law }: Props) {
  const { t } = useTranslation();
  const { act, sending, problem, clear } = useDeskAct(occasion);
  const nameOf = useNames(roll.entitled);
  const before = useReturned(({ place, body }) => place === occasion.id && body.case === entry.case)?.body as
    | { statements: { member: string; says: Says }[]; recused: string[]; left: string[]; reconsider?: number }
    | undefined;
  const [says, setSays] = useState<Readonly<Record<string, Says>>>(() =>
    Object.fromEntries((before?.statements ?? []).map((one) => [one.member, one.says])),
  );
  const [recused, setRecused] = useState<string[]>(before?.recused ?? []);
  const [left, setLeft] = useState<string[]>(before?.left ?? []);
  const [reconsider, setReconsider] = useState(before?.reconsider === undefined ? '' : String(before.reconsider));
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const speakers = speakersOf(roll, [...recused, ...left]);
  const choices = roll.present.map((id) => ({ value: id, label: nameOf(id) }));
  const send = () => {
    const gaps = new Map(speakers.flatMap((id, index) => (says[id] ? [] : [[`/body/statements/${index}`, t('form.missing')] as const])));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const statements = speakers.map((member) => ({ member, says: says[member] }));
    const again = reconsider === '' ? {} : { reconsider: Number(reconsider) };
    void act('recordStatements', { case: entry.case, statements, recused, left, ...again }, { about: entry.subject?.name });
  };
  return (
    <section className="card no-print" aria-labelledby="statements">
      <h2 id="statements">{t('decision.on', { name: entry.subject?.name ?? '' })}</h2>
      <Standing roll={roll} speakers={speakers} says={says} law={law} />
      <Form problem={problem} sending={sending} missing={missing} onSend={send} send={t('decision.record')}>
        <CheckList
          pointer="/body/recused"
          label={t('field.recused')}
          hint={t('decision.recusedHint')}
          values={recused}
          choices={choices}
          onChange={setRecused}
        />
        {speakers.map((id, index) => (
          <RadioField
            key={id}
            pointer={`/body/statements/${index}`}
            label={`${index + 1}. ${nameOf(id)}${id === roll.chair ? ` (${t('decision.head')})` : ''}`}
            value={says[id]}
            choices={SAYS.map((value) => ({ value, label: t(`value.${value}`) }))}
            onChange={(value) => setSays({ ...says, [id]: value as Says })}
          />
        ))}
        <details className="more">
          <summary>{t('decision.rare')}</summary>
          <CheckList pointer="/body/left" label={t('field.left')} values={left} choices={choices} onChange={setLeft} />
          <TextField
            pointer="/body/reconsider"
            label={t('field.reconsider')}
            hint={t('hint.reconsider')}
            type="number"
            min={0}
            value={reconsider}
            onChange={setReconsider}
            optional
          />
        </details>
      </Form>
    </section>
  );
}

/** Quorum and majority as they stand while members speak. */
function Standing({
  roll,
  speakers,
  says,
  law,
}: Omit<Props, 'occasion' | 'entry'> & { readonly speakers: readonly string[]; readonly says: Readonly<Record<string, Says>> }) {
  const { t } = useTranslation();
  const count = (what: Says): number => speakers.filter((id) => says[id] === what).length;
  const entitled = roll.entitled.length;
  const enough = hasQuorum({ entitled, present: speakers.length }, law.quorum);
  const said = count('agree') + count('disagree') + count('defer');
  const result = tally(
    { entitled, present: speakers.length, for: count('agree'), against: count('disagree'), abstain: 0, defer: count('defer') },
    law,
  );
  return (
    <>
      <p className={`note ${enough ? 'good' : 'warn'}`} role="status">
        {t(enough ? 'decision.quorum' : 'decision.noQuorum', {
          entitled,
          present: speakers.length,
          needed: fewest(entitled, law.quorum),
        })}
      </p>
      {said > 0 && (
        <p className="row" role="status">
          {SAYS.map((what) => (
            <span key={what} className="tag">
              {t(`value.${what}`)} {count(what)}
            </span>
          ))}
          {said === speakers.length && !('code' in result) && (
            <span className={`tag ${result.result === 'passed' ? 'good' : 'warn'}`}>
              {t(`decision.${result.result}`, { votes: result.votesFor, needed: result.needed })}
            </span>
          )}
        </p>
      )}
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
