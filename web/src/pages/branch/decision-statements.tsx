import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BallotRule } from '../../../../domain/ballots/majority';
import { useQueueView } from '../../queue/current';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useNames } from '../../ui/names';
import type { Booth } from '../ballots/booth-desk';
import { useAgenda } from './agenda';
import type { DecisionRoll } from './decision-desk';
import { SAYS, type Says, Standing } from './decision-standing';
import { type Gone, GoneLists } from './gone-lists';
import { ItemChair } from './item-chair';
import type { KnownOccasion } from './known-here';
import { useOccasionAct } from './open-occasion';
import { useDeskAct } from './use-desk-act';

interface Props {
  readonly occasion: KnownOccasion;
  readonly roll: DecisionRoll;
  readonly entry: KnownOccasion['entries'][number];
  readonly law: BallotRule;
  /** What was typed of it, where it came back. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly gone: Gone;
  readonly onGone: (gone: Gone) => void;
  /** Where they vote in secret: it says the counts, and who was recused or had left. */
  readonly booth: Booth | undefined;
  /** Day of the decision, where it is not today. */
  readonly day: string | undefined;
}

/** The order of speaking: whoever leads comes last, so that nobody follows the head. */
const speakersOf = ({ present, chair: head }: DecisionRoll, { recused, left, chair = head }: Gone): string[] => {
  const here = present.filter((id) => !recused.includes(id) && !left.includes(id));
  return chair && here.includes(chair) ? [...here.filter((id) => id !== chair), chair] : here;
};

const saidBefore = (before: Props['before']): Readonly<Record<string, Says>> =>
  Object.fromEntries(((before?.statements ?? []) as { member: string; says: Says }[]).map((one) => [one.member, one.says]));

/** What each member present says of one candidate, by name. By a show of hands the statements are the vote; with a booth they come before it. */
export function Statements({ occasion, roll, entry, law, before, gone, onGone, booth, day }: Props) {
  const { t } = useTranslation();
  const byHand = useDeskAct(occasion, day);
  const byBooth = useOccasionAct(occasion.id, day);
  const { away } = useQueueView();
  const { sending, problem, clear } = booth ? byBooth : byHand;
  const nameOf = useNames(roll.entitled);
  const onAgenda = useAgenda();
  const [says, setSays] = useState(() => saidBefore(before));
  const [reconsider, setReconsider] = useState(typeof before?.reconsider === 'number' ? String(before.reconsider) : '');
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const absent: Gone = booth ? { recused: booth.recused ?? [], left: booth.away ?? [], chair: gone.chair } : gone;
  const speakers = speakersOf(roll, absent);
  const choices = roll.present.map((id) => ({ value: id, label: nameOf(id) }));
  const names = (ids: readonly string[]): string => ids.map(nameOf).join(t('app.comma')) || t('decision.nobody');
  const send = () => {
    const gaps = new Map(speakers.flatMap((id, index) => (says[id] ? [] : [[`/body/statements/${index}`, t('form.missing')] as const])));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const body = {
      case: entry.case,
      statements: speakers.map((member) => ({ member, says: says[member] })),
      ...(reconsider === '' ? {} : { reconsider: Number(reconsider) }),
    };
    if (booth) void byBooth.act('recordStatements', { ...body, booth: booth.id, ...(gone.chair ? { chair: gone.chair } : {}) });
    else void byHand.act('recordStatements', { ...body, ...gone }, { about: onAgenda(entry) });
  };
  const later = booth && (away ? t('queue.notOffline') : booth.status === 'tallied' ? undefined : t('decision.later'));
  return (
    <section className="card no-print" aria-labelledby="statements">
      <h2 id="statements">{t('decision.on', { name: onAgenda(entry) })}</h2>
      {entry.annuls && <p className="note warn">{t('agenda.agreeing')}</p>}
      <Standing roll={roll} speakers={speakers} says={says} law={law} booth={booth} />
      <Form
        problem={problem}
        sending={sending}
        missing={missing}
        onSend={send}
        later={later}
        send={t(booth ? 'decision.recordBooth' : 'decision.record')}
      >
        {booth ? (
          <p>{t('decision.byBooth', { recused: names(absent.recused), left: names(absent.left) })}</p>
        ) : (
          <GoneLists gone={gone} onGone={onGone} choices={choices} recusedAt="/body/recused" hint={t('decision.recusedHint')} />
        )}
        <ItemChair
          chair={roll.chair}
          away={[...absent.recused, ...absent.left]}
          choices={choices}
          value={gone.chair}
          onChange={(chair) => onGone({ ...gone, chair })}
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
          <summary>{t(booth ? 'decision.again' : 'decision.rare')}</summary>
          {!booth && <GoneLists gone={gone} onGone={onGone} choices={choices} leftAt="/body/left" />}
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
