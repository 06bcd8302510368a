import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/client';
import { useRead, useRefresh } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { useSend } from '../../api/use-send';
import type { QueuedAct } from '../../queue/act';
import { QueuePanel } from '../../queue/queue-panel';
import { PAPER_KINDS } from '../../ui/act/paper-kinds';
import { Papers } from '../../ui/act/papers';
import { type DraftedTexts, textsIn, useDraftedPapers } from '../../ui/act/use-drafted-papers';
import { asked } from '../../ui/asked';
import { DraftNote } from '../../ui/draft-note';
import { RadioField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { PersonField } from '../../ui/pick-person';
import { useAddress } from '../../ui/use-address';
import { ChooseCases, type DraftedCases, draftedCases, useCasesAt } from './choose-cases';
import { CHOSEN, type Holder, HolderField, useHolder } from './holder';
import { SESSIONS } from './sessions';
import { openOrQueue, useReturned } from './use-desk-act';

/** One day, one roster, one paper, one result per person: a class, talks, a filing or pre-review list. */
export function NewSession() {
  const { t } = useTranslation();
  const chosen = useHolder();
  const [{ kind: picked }, setAddress] = useAddress(CHOSEN);
  const offered = SESSIONS.filter((one) => one.byCommittee === undefined || one.byCommittee === chosen.holder?.isCommittee);
  const returned = useReturned(({ opening }) => opening?.procedure === 'session' && opening.unit === chosen.holder?.unit);
  const session = offered.find((one) => one.kind === (returned?.body.kind ?? picked)) ?? offered[0];
  const [round, setRound] = useState(0);
  return (
    <Page title={t('occasion.new-session')}>
      <QueuePanel of={({ opening }) => opening?.procedure === 'session'} />
      <section className="card">
        <HolderField {...chosen} />
        <RadioField
          pointer="/act/body/kind"
          label={t('session.kind')}
          value={session?.kind}
          choices={offered.map((one) => ({ value: one.kind, label: t(`sessionKind.${one.kind}`) }))}
          onChange={(kind) => setAddress({ kind })}
        />
        {session && chosen.holder && (
          <SessionForm
            key={`${session.kind} ${chosen.holder.unit} ${returned?.id} ${round}`}
            session={session}
            holder={chosen.holder}
            returned={returned}
            onQueued={() => setRound(round + 1)}
          />
        )}
      </section>
    </Page>
  );
}

interface FormProps {
  readonly session: (typeof SESSIONS)[number];
  readonly holder: Holder;
  /** An earlier one, back for correction. */
  readonly returned: QueuedAct | undefined;
  readonly onQueued: () => void;
}

interface Body {
  readonly rows: readonly { readonly case: string; readonly result?: string }[];
  readonly topic?: string;
  readonly hours?: number;
  readonly witness?: string;
}

interface Draft extends DraftedCases, DraftedTexts {
  readonly results: Readonly<Record<string, string>>;
  readonly topic: string;
  readonly hours: string;
  readonly witness?: string;
  readonly on: string;
}

/** The form as it begins: empty, or with what came back. */
const begun = (returned: QueuedAct | undefined): Draft => {
  const before = returned?.body as Body | undefined;
  return {
    ...(before ? { cases: before.rows.map((row) => row.case), link: asked('cases') ?? '' } : {}),
    results: Object.fromEntries((before?.rows ?? []).flatMap((row) => (row.result ? [[row.case, row.result]] : []))),
    topic: before?.topic ?? '',
    hours: String(before?.hours ?? 1),
    ...(before?.witness ? { witness: before.witness } : {}),
    on: returned?.on ?? '',
    texts: textsIn(returned?.papers ?? []),
  };
};

function SessionForm({ session, holder, returned, onQueued }: FormProps) {
  const { t } = useTranslation();
  const { items, ready } = useCasesAt(session.steps, holder);
  const procedure = useRead('getProcedure', { params: { name: 'admission' } });
  const { run, sending, problem } = useSend();
  const refresh = useRefresh();
  const go = useGo();
  const name = returned ? `session-${returned.id}` : `new-session-${session.kind}`;
  const draft = useDraft<Draft>(name, begun(returned));
  const { results, topic, hours, witness, on } = draft.value;
  const [cases, setCases] = draftedCases(draft, items, ready);
  const [papers, setPapers] = useDraftedPapers(draft, returned?.papers);
  const isClass = session.kind === 'leagueClass';
  const steps = (procedure.data?.steps ?? []) as unknown as { papers: Record<string, string[]>; acts: string[] }[];
  const required = [...new Set(steps.flatMap((step) => step.papers[session.command] ?? []))];
  const rows = cases.map((id) => ({ case: id, ...(results[id] ? { result: results[id] } : {}) }));
  const body = { kind: session.kind, rows, ...(isClass ? { topic, hours: Number(hours), witness } : {}) };
  const send = async () => {
    const opening = { procedure: 'session' as const, unit: holder.unit };
    const about = `${t(`sessionKind.${session.kind}`)} ${topic}`.trim();
    const done = await run(async () => {
      const id = await openOrQueue(
        { opening, kind: 'holdSession', body, about, papers: Object.values(papers), on: on || undefined },
        returned?.place ?? newKey(),
      );
      await draft.forget();
      await refresh();
      return id;
    });
    if (done?.done) go(`/occasions/${done.done}`, true);
    else if (done) onQueued();
  };
  if (!draft.ready) return <p role="status">{t('app.loading')}</p>;
  const nameOf = (id: string): string => items.find((one) => one.id === id)?.subject?.name ?? id.slice(0, 8);
  return (
    <Loaded of={procedure}>
      {() => (
        <Form
          problem={problem}
          sending={sending}
          onSend={() => void send()}
          send={t('session.record')}
          beside={<DraftNote savedAt={draft.savedAt} />}
        >
          <ChooseCases items={items} ready={ready} values={cases} onChange={setCases} pointer="/act/body/rows" />
          {session.results.length > 1 && cases.length > 0 && (
            <details className="more">
              <summary>{t('session.results')}</summary>
              {cases.map((id, index) => (
                <SelectField
                  key={id}
                  pointer={`/act/body/rows/${index}/result`}
                  label={nameOf(id)}
                  value={results[id] ?? session.results[0]}
                  choices={session.results.map((value) => ({ value, label: t(`value.${value}`) }))}
                  onChange={(value) => draft.change({ results: { ...results, [id]: value } })}
                />
              ))}
            </details>
          )}
          {isClass && (
            <>
              <TextField
                pointer="/act/body/topic"
                label={t('field.topic')}
                value={topic}
                onChange={(value) => draft.change({ topic: value })}
              />
              <TextField
                pointer="/act/body/hours"
                label={t('field.hours')}
                type="number"
                min={1}
                max={8}
                value={hours}
                onChange={(value) => draft.change({ hours: value })}
              />
              <PersonField
                pointer="/act/body/witness"
                label={t('field.witness')}
                value={witness}
                unit={holder.unit}
                onChange={(person) => draft.change({ witness: person })}
              />
            </>
          )}
          <TextField
            pointer="/act/on"
            label={t('session.day')}
            hint={t('form.onHint')}
            type="date"
            value={on}
            onChange={(day) => draft.change({ on: day })}
            optional
          />
          <Papers required={required} also={PAPER_KINDS.filter((kind) => !required.includes(kind))} papers={papers} onChange={setPapers} />
        </Form>
      )}
    </Loaded>
  );
}
