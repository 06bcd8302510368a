import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { ActView, CaseView, ProcedureView } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { useSend } from '../../api/use-send';
import { ActField } from '../../ui/act/act-field';
import { papersByBody, papersOf } from '../../ui/act/paper-kinds';
import { type DraftPaper, Papers } from '../../ui/act/papers';
import { bodyOf, isRequired, missingIn, type Schema, type Values } from '../../ui/act/schema';
import { sendPapers } from '../../ui/act/send-papers';
import { ChangedNote } from '../../ui/changed-note';
import { DraftNote } from '../../ui/draft-note';
import { CheckField, RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { PersonField } from '../../ui/pick-person';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import { ABOUT_OPEN_STAGE, isApplicants, isAsked, isGrave, LATE_RECORDERS, papersFor, papersOnBehalf, seatsOf, unitOf } from './acts';
import { consentText } from './consents';
import { useOffers } from './offers';
import { titleOf } from './title';

export function ActPage() {
  const { id, kind } = useParams({ strict: false }) as { id: string; kind: string };
  const found = useRead('getCase', { params: { id } });
  return <Loaded of={found}>{(view) => <WithProcedure key={`${id} ${kind}`} view={view} kind={kind} />}</Loaded>;
}

function WithProcedure({ view, kind }: { readonly view: CaseView; readonly kind: string }) {
  const { t } = useTranslation();
  const procedure = useRead('getProcedure', { params: { name: view.procedure } });
  return (
    <Loaded of={procedure}>
      {(known) => {
        const act = known.acts.find((one) => one.kind === kind);
        return act ? <ActForm view={view} procedure={known} act={act} /> : <p>{t('app.lost')}</p>;
      }}
    </Loaded>
  );
}

interface Draft {
  readonly values: Values;
  readonly texts: Readonly<Record<string, string>>;
  readonly on: string;
  readonly actor?: string;
  readonly as?: string;
}

/** What the link that led here has already chosen: `?consent=publication`, `?seq=7`. */
const chosen = (): Readonly<Record<string, string>> => Object.fromEntries(new URLSearchParams(location.search));

function ActForm({ view, procedure, act }: { readonly view: CaseView; readonly procedure: ProcedureView; readonly act: ActView }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const go = useGo();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const schema = act.body as Schema;
  const draft = useDraft<Draft>(`act-${view.id}-${act.kind}`, { values: {}, texts: {}, on: '' });
  const [files, setFiles] = useState<Readonly<Record<string, File>>>({});
  const [more, setMore] = useState<readonly string[]>([]);
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  /** What this page was read at; whoever acted meanwhile is shown before anything is sent. */
  const [seq, setSeq] = useState(view.seq);

  const { texts, on, as } = draft.value;
  const byBooth = 'booth' in chosen();
  const { consent = '' } = chosen();
  const asked = (name: string): boolean => !(name in chosen()) && isAsked(act.kind, name, byBooth);
  const typed = Object.entries(draft.value.values).filter(([name]) => asked(name));
  const values: Values = { ...Object.fromEntries(typed), ...chosen() };
  const seats = seatsOf(view, act);
  /** What is the applicant's own is entered for nobody else. */
  const actor = draft.value.actor ?? (seats.length === 0 && isApplicants(act) ? view.subject?.id : undefined);
  const late = useIsLate(view, procedure, on);
  const required = [
    ...(late ? ['reason'] : []),
    ...papersFor(procedure, view, act.kind),
    ...papersByBody(act.kind, values, view.book),
    ...(seats.length === 0 ? papersOnBehalf(act.kind) : []),
  ];
  const offers = useOffers(view, act.kind);
  const kinds = [...new Set([...required, ...more, ...Object.keys(texts), ...Object.keys(files)])];
  const papers = Object.fromEntries(
    kinds.map((kind) => [kind, { kind, text: texts[kind] ?? '', ...(files[kind] ? { file: files[kind] } : {}) }]),
  );
  const setPapers = (next: Record<string, DraftPaper>) => {
    setFiles(Object.fromEntries(Object.values(next).flatMap((one) => (one.file ? [[one.kind, one.file]] : []))));
    setMore(Object.keys(next));
    draft.change({ texts: Object.fromEntries(Object.values(next).map((one) => [one.kind, one.text])) });
  };
  const grave = isGrave(view, act.kind, consent);
  const back = `/cases/${view.id}`;
  const steps = useSteps(view, ABOUT_OPEN_STAGE.includes(act.kind) ? 'now' : 'done');

  const send = async () => {
    const gaps = new Map(missingIn(schema, values).map((pointer) => [pointer, t('form.missing')]));
    for (const kind of required)
      if (!files[kind] && !texts[kind]?.trim()) gaps.set(kind === required[0] ? '/papers' : `/papers/${kind}`, t('form.missing'));
    if (grave && !sure) gaps.set('/sure', t('form.sureFirst'));
    if (seats.length === 0 && !actor) gaps.set('/actor', t('form.missing'));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const done = await run(async (step) => {
      const ids = await sendPapers(step, Object.values(papers));
      const body = {
        kind: act.kind,
        body: bodyOf(schema, values),
        papers: ids,
        expectedSeq: seq,
        ...(on ? { on } : {}),
        ...(late ? { lateReason: true } : {}),
        ...(actor ? { actor } : {}),
        ...(as ? { as: as as never } : {}),
      };
      const accepted = await step('commandCase', { params: { id: view.id }, body });
      await draft.forget();
      await call('getCase', { params: { id: view.id }, query: { after: accepted.seq } }, { quiet: true }).catch(() => undefined);
      await refresh();
    });
    if (done) go(`${back}`, true);
  };
  const since = problem?.since ?? [];

  if (!draft.ready) return <p role="status">{t('app.loading')}</p>;
  return (
    <Page title={words(act.title)} aside={<To href={back}>{t('case.back')}</To>}>
      <p className="soft">
        {titleOf(view) ?? t(`procedure.${view.procedure}`)} · {view.unit.name}
      </p>
      {i18n.exists(`actHelp.${act.kind}`) && <p className="note info">{t(`actHelp.${act.kind}`)}</p>}
      {i18n.exists(`consent.${consent}.name`) && (
        <p className="note info">
          <strong>{t(`consent.${consent}.name`)}</strong> {t(consentText(view, consent))}
        </p>
      )}
      {since.length > 0 && (
        <div className="note warn" role="status">
          <h2>{t('case.changed')}</h2>
          <button
            type="button"
            className="choice"
            onClick={() => {
              setSeq(since.at(-1)?.seq ?? view.seq);
              clear();
            }}
          >
            {t('case.changedSeen')}
          </button>
        </div>
      )}
      <section className="card">
        <Form
          problem={problem}
          sending={sending}
          onSend={() => void send()}
          send={t('form.submit')}
          danger={grave}
          missing={missing}
          beside={<DraftNote savedAt={draft.savedAt} />}
        >
          {Object.entries(schema.properties ?? {})
            .filter(([name]) => asked(name))
            .map(([name, field]) => (
              <ActField
                key={name}
                name={name}
                act={act.kind}
                schema={field}
                pointer={`/body/${name}`}
                optional={!isRequired(schema, name)}
                value={values[name]}
                unit={view.unit.id}
                steps={steps}
                offer={offers[name]}
                onChange={(value) => draft.change({ values: { ...values, [name]: value } })}
              />
            ))}
          <Papers
            required={required}
            also={papersOf(view.procedure).filter((kind) => !required.includes(kind))}
            papers={papers}
            onChange={setPapers}
          />
          {seats.length > 1 && (
            <RadioField
              pointer="/as"
              label={t('form.as')}
              optional
              value={as}
              choices={seats.map((seat) => ({ value: seat, label: t(`seat.${seat}`) }))}
              onChange={(seat) => draft.change({ as: seat })}
            />
          )}
          {seats.length === 0 && (
            <PersonField
              pointer="/actor"
              label={t('form.actor')}
              hint={t('form.actorHint')}
              value={actor}
              unit={unitOf(view, act.kind)}
              {...(view.subject && act.seats.includes('applicant') ? { offer: [view.subject] } : {})}
              onChange={(person) => draft.change({ actor: person })}
            />
          )}
          <details className="more">
            <summary>{t('form.otherDay')}</summary>
            <TextField
              pointer="/on"
              label={t('form.on')}
              hint={t(late ? 'form.lateHint' : 'form.onHint')}
              type="date"
              value={on}
              onChange={(day) => draft.change({ on: day })}
              optional
            />
          </details>
          {grave && (
            <CheckField
              pointer="/sure"
              label={t(i18n.exists(`sure.${act.kind}`) ? `sure.${act.kind}` : 'form.sure')}
              checked={sure}
              onChange={setSure}
            />
          )}
        </Form>
      </section>
      <ChangedNote id={view.id} seq={view.seq} />
    </Page>
  );
}

const DAY_MS = 86_400_000;

/** Whether the day lies further back than anybody may date: then an officer records it, with the reason (`lateReason`). */
const useIsLate = (view: CaseView, { figures }: ProcedureView, on: string): boolean => {
  const today = useMe().data?.today;
  const most = figures.find(({ key }) => key === 'record.backdateDays')?.value;
  const isOfficer = view.seats.some((seat) => LATE_RECORDERS.includes(seat));
  return isOfficer && on !== '' && today !== undefined && Date.parse(today) - Date.parse(on) > Number(most) * DAY_MS;
};

/** Steps that an act may name: of this case; an investigation sends the case that it examines back. */
const useSteps = (view: CaseView, wanted: string) => {
  const words = useWords();
  const examines = view.procedure === 'investigation' ? view.parent?.id : undefined;
  const examined = useRead('getCase', { params: { id: examines ?? '' } }, { enabled: examines !== undefined });
  const timeline = examines ? (examined.data?.timeline ?? []) : view.timeline;
  return timeline.filter(({ status }) => status === wanted).map((one) => ({ value: one.id, label: words(one.title) }));
};
