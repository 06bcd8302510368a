import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BallotRule, tally } from '../../../../domain/ballots/majority';
import { useRead } from '../../api/queries';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useAgenda } from './agenda';
import { type Gone, GoneLists } from './gone-lists';
import { ItemChair } from './item-chair';
import type { KnownOccasion } from './known-here';
import type { Roll } from './meeting-desk';
import { useMembers } from './meeting-roll';
import { useDeskAct } from './use-desk-act';

interface Props {
  readonly occasion: KnownOccasion;
  readonly roll: Roll;
  readonly entry: KnownOccasion['entries'][number];
  readonly law: BallotRule;
  /** What was typed of it, where it came back. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly gone: Gone;
  readonly onGone: (gone: Gone) => void;
  /** Day of the vote, where it is not today. */
  readonly day: string | undefined;
}

const COUNTS = ['for', 'against', 'abstain'] as const;
/** What a secret ballot on paper is recorded with besides. */
const PAPERS = ['issued', 'returned', 'invalid'] as const;

/** One candidate: who leaves the room, the counts, and what they come to before they are recorded. */
export function Ballot({ occasion, roll, entry, law, before, gone, onGone, day }: Props) {
  const { t } = useTranslation();
  const { act, sending, problem } = useDeskAct(occasion, day);
  const onAgenda = useAgenda();
  const typedBefore = (name: string): string => (typeof before?.[name] === 'number' ? String(before[name]) : '');
  const [counts, setCounts] = useState<Readonly<Record<(typeof COUNTS)[number], string>>>({
    for: typedBefore('for'),
    against: typedBefore('against'),
    abstain: typedBefore('abstain'),
  });
  const secret = occasion.kind === 'recommendation';
  const [papers, setPapers] = useState<Readonly<Record<(typeof PAPERS)[number], string>>>({
    issued: typedBefore('issued'),
    returned: typedBefore('returned'),
    invalid: typedBefore('invalid'),
  });
  const people = useRead('listPeople', { query: { unit: occasion.unit.id, limit: 200 } });
  const joined = useMembers((occasion.joined ?? []).map(({ id }) => id));
  const nameOf = (id: string): string =>
    [...(people.data?.items ?? []), ...joined].find((one) => one.id === id)?.name ?? `…${id.slice(-6)}`;
  const present = roll.present.filter((id) => !gone.recused.includes(id) && !gone.left.includes(id)).length;
  const numbers = { for: Number(counts.for || 0), against: Number(counts.against || 0), abstain: Number(counts.abstain || 0) };
  const typed = COUNTS.some((name) => counts[name] !== '');
  const paperCounts = Object.fromEntries(PAPERS.flatMap((name) => (secret && papers[name] !== '' ? [[name, Number(papers[name])]] : [])));
  const result = tally({ entitled: roll.entitled.length, present, ...numbers, ...paperCounts }, law);
  const choices = roll.present.map((id) => ({ value: id, label: nameOf(id) }));
  return (
    <section className="card no-print">
      <h2>{t('meeting.voteOn', { name: onAgenda(entry) })}</h2>
      {entry.annuls && <p className="note warn">{t('agenda.voting')}</p>}
      <p className="soft">{t('meeting.presentNow', { count: present })}</p>
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void act('recordItem', { case: entry.case, ...numbers, ...paperCounts, ...gone }, { about: onAgenda(entry) })}
        send={t('meeting.record')}
      >
        <div className="row">
          {COUNTS.map((name) => (
            <TextField
              key={name}
              pointer={`/body/${name}`}
              label={t(`field.${name}`)}
              type="number"
              min={0}
              max={present}
              value={counts[name]}
              onChange={(value) => setCounts({ ...counts, [name]: value })}
            />
          ))}
        </div>
        {secret && (
          <div className="row">
            {PAPERS.map((name) => (
              <TextField
                key={name}
                pointer={`/body/${name}`}
                label={t(`field.${name}`)}
                type="number"
                min={0}
                value={papers[name]}
                onChange={(value) => setPapers({ ...papers, [name]: value })}
                optional={name === 'invalid'}
              />
            ))}
          </div>
        )}
        {typed && (
          <p className={`note ${result.result === 'passed' ? 'good' : 'warn'}`} role="status">
            {'code' in result
              ? t(`ballot.${result.code}`)
              : t(`meeting.${result.result}`, { votes: result.votesFor, base: result.base, needed: result.needed })}
          </p>
        )}
        <ItemChair
          chair={roll.chair}
          away={[...gone.recused, ...gone.left]}
          choices={choices}
          value={gone.chair}
          onChange={(chair) => onGone({ ...gone, chair })}
        />
        <details className="more">
          <summary>{t('meeting.absentees')}</summary>
          <GoneLists gone={gone} onGone={onGone} choices={choices} recusedAt="/body/recused" leftAt="/body/left" />
        </details>
      </Form>
    </section>
  );
}
