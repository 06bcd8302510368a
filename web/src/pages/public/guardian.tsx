import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { PlaceQueue } from '../../ui/place-queue';
import { useWords } from '../../ui/words';

/** What a minor's guardian sees: what the child sees, and nothing to press. The link's token stands after the # and stays in the browser. */
export function Guardian() {
  const { t } = useTranslation();
  const words = useWords();
  const { run, sending, problem } = useSend();
  const [token, setToken] = useState(() => location.hash.slice(1));
  const [found, setFound] = useState<Answer<'guardianView'>>();
  const look = async () => {
    const done = await run(() => call('guardianView', { body: { token: token.trim() } }, { quiet: true }));
    if (done) setFound(done.done);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the link that led here.
  useEffect(() => {
    if (token !== '') void look();
  }, []);
  return (
    <Page title={t('guardian.page')}>
      {!found && (
        <section className="card">
          <Form problem={problem} sending={sending} onSend={() => void look()} send={t('guardian.look')}>
            <TextField pointer="/token" label={t('guardian.token')} value={token} onChange={setToken} autoComplete="off" />
          </Form>
        </section>
      )}
      {found && (
        <>
          <section className="card lead">
            <p>{words(found.headline)}</p>
            {found.queue && <PlaceQueue queue={found.queue} />}
          </section>
          <section className="card">
            <p className="soft">{found.unit}</p>
            <ol className="steps">
              {found.timeline.map((step) => (
                <li key={step.id} className={`step ${step.status}`}>
                  <span className="step-dot" aria-hidden="true">
                    {step.status === 'done' ? '✓' : ''}
                  </span>
                  <div className="step-title">
                    {words(step.title)} <span className="tag">{t(`step.${step.status}`)}</span> {step.on}
                  </div>
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </Page>
  );
}
