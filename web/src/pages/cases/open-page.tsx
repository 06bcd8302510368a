import '../../i18n/areas/law';
import '../../i18n/areas/select';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { ActView, ProcedureView } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { useSend } from '../../api/use-send';
import { ActField } from '../../ui/act/act-field';
import { papersOf } from '../../ui/act/paper-kinds';
import { type DraftPaper, Papers } from '../../ui/act/papers';
import { bodyOf, isRequired, missingIn, type Schema, type Values } from '../../ui/act/schema';
import { sendPapers } from '../../ui/act/send-papers';
import { DraftNote } from '../../ui/draft-note';
import { CheckField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { PersonField } from '../../ui/pick-person';
import { UnitField } from '../../ui/pick-unit';
import { useWords } from '../../ui/words';
import { stepsOf } from './acts';
import { CONSENT_VERSION } from './consents';
import { OPENINGS, type Opening } from './openings';

/** A case begun from the desk: an application on paper, a nomination, a post to be filled, an election, a recommendation to the Party, an annulment. */
export function OpenPage() {
  const { name } = useParams({ strict: false }) as { name: string };
  const { t } = useTranslation();
  const opening = OPENINGS.find((one) => one.name === name);
  if (!opening) return <p>{t('app.lost')}</p>;
  return <WithProcedure key={name} opening={opening} />;
}

function WithProcedure({ opening }: { readonly opening: Opening }) {
  const found = useRead('getProcedure', { params: { name: opening.procedure } });
  return (
    <Loaded of={found}>
      {(procedure) => {
        const act = procedure.acts.find(({ kind }) => kind === opening.act);
        return act ? <OpenForm opening={opening} procedure={procedure} act={act} /> : null;
      }}
    </Loaded>
  );
}

interface Draft {
  readonly values: Values;
  readonly texts: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly subject?: string;
  readonly on?: string;
}

/** What the link has chosen, and the privacy notice in force, which an admission's first act names. */
const chosenFor = ({ procedure }: Opening): Values => ({
  ...Object.fromEntries(new URLSearchParams(location.search)),
  ...(procedure === 'admission' ? { privacyVersion: CONSENT_VERSION } : {}),
});

function OpenForm({ opening, procedure, act }: { readonly opening: Opening; readonly procedure: ProcedureView; readonly act: ActView }) {
  const { t } = useTranslation();
  const words = useWords();
  const go = useGo();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const schema = act.body as Schema;
  const draft = useDraft<Draft>(`open-${opening.name}`, { values: {}, texts: {} });
  const [files, setFiles] = useState<Readonly<Record<string, File>>>({});
  const [more, setMore] = useState<readonly string[]>([]);
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const ofApplicant = opening.procedure === 'admission';
  const required = stepsOf(procedure).find((step) => step.acts.includes(act.kind))?.papers[act.kind] ?? [];
  const me = useMe();
  /** Mostly it is about one's own organisation. */
  const own = me.data?.holdings.find(({ role }) => opening.roles.includes(role))?.organisation.id;
  const { texts, unit = own, subject, on = '' } = draft.value;
  const chosen = chosenFor(opening);
  const values: Values = { ...draft.value.values, ...chosen };
  const kinds = [...new Set([...required, ...more, ...Object.keys(texts), ...Object.keys(files)])];
  const papers = Object.fromEntries(
    kinds.map((kind) => [kind, { kind, text: texts[kind] ?? '', ...(files[kind] ? { file: files[kind] } : {}) }]),
  );
  const setPapers = (next: Record<string, DraftPaper>) => {
    setFiles(Object.fromEntries(Object.values(next).flatMap((one) => (one.file ? [[one.kind, one.file]] : []))));
    setMore(Object.keys(next));
    draft.change({ texts: Object.fromEntries(Object.values(next).map((one) => [one.kind, one.text])) });
  };
  const send = async () => {
    const gaps = new Map(missingIn(schema, values, '/act/body').map((pointer) => [pointer, t('form.missing')]));
    if (opening.asks === 'unit' && !unit) gaps.set('/unit', t('form.missing'));
    if (opening.asks === 'subject' && !subject) gaps.set('/subject', t('form.missing'));
    for (const kind of required)
      if (!files[kind] && !texts[kind]?.trim()) gaps.set(kind === required[0] ? '/papers' : `/papers/${kind}`, t('form.missing'));
    if (ofApplicant && !agreed) gaps.set('/act/body/privacyVersion', t('open.agreedFirst'));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const done = await run(async (step) => {
      const ids = await sendPapers(step, Object.values(papers));
      const opened = await step('openCase', {
        body: {
          procedure: opening.procedure,
          ...(opening.asks === 'unit' ? { unit } : {}),
          ...(opening.asks === 'subject' ? { subject } : {}),
          act: {
            kind: act.kind,
            body: bodyOf(schema, values),
            papers: ids,
            ...(opening.inName && subject ? { actor: subject } : {}),
            ...(on ? { on } : {}),
          },
        },
      });
      await draft.forget();
      await call('getCase', { params: { id: opened.id }, query: { after: opened.seq } }, { quiet: true }).catch(() => undefined);
      await refresh();
      return opened.id;
    });
    if (done) go(`/cases/${done.done}`, true);
  };
  if (!draft.ready) return <p role="status">{t('app.loading')}</p>;
  return (
    <Page title={words(act.title)}>
      <p className="note info">{t(`open.help.${opening.name}`)}</p>
      <section className="card">
        <Form
          problem={problem}
          sending={sending}
          onSend={() => void send()}
          send={t('form.submit')}
          missing={missing}
          beside={<DraftNote savedAt={draft.savedAt} />}
        >
          {opening.asks === 'unit' && (
            <UnitField pointer="/unit" label={t(`open.unit.${opening.name}`)} value={unit} onChange={(id) => draft.change({ unit: id })} />
          )}
          {opening.asks === 'subject' && (
            <PersonField
              pointer="/subject"
              label={t(ofApplicant ? 'open.applicant' : 'open.subject')}
              value={subject}
              unit={own}
              {...(ofApplicant ? { league: 'none' as const } : {})}
              onChange={(id) => draft.change({ subject: id })}
            />
          )}
          {Object.entries(schema.properties ?? {})
            .filter(([name]) => !(name in chosen))
            .map(([name, field]) => (
              <ActField
                key={name}
                name={name}
                schema={field}
                pointer={`/act/body/${name}`}
                optional={!isRequired(schema, name)}
                value={values[name]}
                unit={unit}
                steps={[]}
                onChange={(value) => draft.change({ values: { ...values, [name]: value } })}
              />
            ))}
          <Papers
            required={required}
            also={papersOf(opening.procedure).filter((kind) => !required.includes(kind))}
            papers={papers}
            onChange={setPapers}
          />
          {ofApplicant && <HandedIn on={on} onDay={(day) => draft.change({ on: day })} agreed={agreed} onAgreed={setAgreed} />}
        </Form>
      </section>
    </Page>
  );
}

/** What the applicant did on paper: the day on which it was handed in, and that the privacy notice was given and agreed to. */
function HandedIn({
  on,
  onDay,
  agreed,
  onAgreed,
}: {
  readonly on: string;
  readonly onDay: (day: string) => void;
  readonly agreed: boolean;
  readonly onAgreed: (agreed: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <TextField pointer="/act/on" label={t('open.handedIn')} hint={t('form.onHint')} type="date" value={on} onChange={onDay} optional />
      <details className="more">
        <summary>{t('apply.privacyTitle')}</summary>
        <p>{t('apply.privacyText')}</p>
      </details>
      <CheckField pointer="/act/body/privacyVersion" label={t('open.agreed')} checked={agreed} onChange={onAgreed} />
    </>
  );
}
