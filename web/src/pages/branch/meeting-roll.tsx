import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BallotRule } from '../../../../domain/ballots/majority';
import { fewest, hasQuorum } from '../../../../domain/ballots/quorum';
import { call } from '../../api/client';
import { useRead } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { DraftNote } from '../../ui/draft-note';
import { CheckField, CheckList, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import type { KnownOccasion } from './known-here';
import { useDeskAct, useReturned } from './use-desk-act';

/** The members of a branch, or of the branches that meet as one. */
export const useMembers = (units: readonly string[]): { id: string; name: string }[] =>
  useQueries({
    queries: units.map((unit) => ({
      queryKey: ['listPeople', {}, { unit, league: 'member', limit: 200 }],
      queryFn: () => call('listPeople', { query: { unit, league: 'member', limit: 200 } }),
    })),
  }).flatMap(({ data }) => data?.items ?? []);

/** Who is entitled: members of the branch, or the committee's approvers. The server freezes the roll; a few may have lost the vote. */
export const useEntitled = (occasion: KnownOccasion): { id: string; name: string }[] => {
  const approval = occasion.kind === 'approval' || occasion.procedure === 'decision';
  const units = approval ? [] : (occasion.joined ?? [occasion.unit]).map(({ id }) => id);
  const members = useMembers(units);
  const approvers = useRead(
    'listHoldings',
    { query: { organisation: occasion.unit.id, role: 'committee-approver', limit: 200 } },
    { enabled: approval },
  );
  return approval ? (approvers.data?.items ?? []).map(({ person }) => person) : members;
};

interface Draft {
  readonly present: readonly string[];
  readonly chair: string | undefined;
}

export function TakeRoll({ occasion, law }: { readonly occasion: KnownOccasion; readonly law: BallotRule }) {
  const { t } = useTranslation();
  const people = useEntitled(occasion);
  const { act, sending, problem } = useDeskAct(occasion);
  const before = useReturned(({ place, kind }) => place === occasion.id && kind === 'takeRoll')?.body as
    | { readonly present: string[]; readonly chair?: string }
    | undefined;
  const draft = useDraft<Draft>(`takeRoll-${occasion.id}`, { present: before?.present ?? [], chair: before?.chair });
  const present = draft.value.present.filter((person) => people.some(({ id }) => id === person));
  const { chair } = draft.value;
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const enough = hasQuorum({ entitled: people.length, present: present.length }, law.quorum);
  const begun = present.length > 0;
  const adjourns = begun && !enough;
  /** Without a quorum the roll ends the meeting: nobody does that by a slip of the finger, or with a roll that was never taken. */
  const send = async () => {
    const done = await take();
    if (done) await draft.forget();
  };
  const take = () => {
    const gaps = new Map<string, string>();
    if (!begun) gaps.set('/body/present', t('form.missing'));
    if (!chair) gaps.set('/body/chair', t('form.missing'));
    if (adjourns && !sure) gaps.set('/sure', t('form.sureFirst'));
    setMissing(gaps);
    return gaps.size === 0 ? act('takeRoll', { present, chair }, { entitled: people.map(({ id }) => id) }) : undefined;
  };
  if (!draft.ready) return null;
  return (
    <section className="card no-print">
      <h2>{t('meeting.roll')}</h2>
      <p className={`note ${enough ? 'good' : 'warn'}`} role="status">
        {t(enough ? 'meeting.quorum' : 'meeting.noQuorum', {
          entitled: people.length,
          present: present.length,
          needed: fewest(people.length, law.quorum),
        })}
      </p>
      <Form
        problem={problem}
        sending={sending}
        missing={missing}
        onSend={() => void send()}
        beside={<DraftNote savedAt={draft.savedAt} />}
        send={adjourns ? t('meeting.confirmAdjourn') : t('meeting.confirmRoll')}
      >
        <CheckList
          pointer="/body/present"
          label={t('field.present')}
          values={present}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(people) => draft.change({ present: people })}
        />
        {present.length < people.length && (
          <p>
            <button type="button" className="choice" onClick={() => draft.change({ present: people.map(({ id }) => id) })}>
              {t('meeting.allPresent')}
            </button>
          </p>
        )}
        <SelectField
          pointer="/body/chair"
          label={t('field.chair')}
          value={chair}
          choices={people.filter(({ id }) => present.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(person) => draft.change({ chair: person })}
        />
        {adjourns && <CheckField pointer="/sure" label={t('meeting.sureAdjourn')} checked={sure} onChange={setSure} />}
      </Form>
    </section>
  );
}
