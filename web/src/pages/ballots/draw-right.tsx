import '../../i18n/areas/ballots';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawRight } from '../../../../ballot-client/remote';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import { Square } from '../../ui/square';
import type { Booth } from './booth-desk';

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
const textOf = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/**
 * A right to vote, drawn while signed in and signed blindly: the server cannot tell whose it is. It stands on this page and nowhere else; it is cast
 * by another page, without a session. After the # of its address it reaches no server.
 */
export function DrawRight({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [ticket, setTicket] = useState<string>();
  const [copied, setCopied] = useState(false);
  const draw = async () => {
    const done = await run(async (step) => {
      const drawing = await drawRight(booth.id, bytesOf(booth.drawKey ?? ''));
      const { signature } = await step('drawBallotRight', { params: { id: booth.id }, body: { blinded: textOf(drawing.blinded) } });
      const right = await drawing.finish(bytesOf(signature));
      return `${textOf(right.message)}.${textOf(right.signature)}`;
    });
    if (done) setTicket(done.done);
  };
  if (!ticket && booth.status === 'open') return <p className="note">{t('booth.drawOver')}</p>;
  if (!ticket)
    return (
      <>
        <p>{t('booth.drawWhat')}</p>
        <ProblemBox problem={problem} />
        <Button type="primary" aria-busy={sending} onClick={() => void draw()}>
          {t('booth.draw')}
        </Button>
      </>
    );
  const address = `${location.origin}/vote/${booth.id}#${ticket}`;
  return (
    <>
      <p className="note good" role="status">
        {t('booth.haveRight')}
      </p>
      <p>{t(booth.status === 'open' ? 'booth.castNow' : 'booth.castLater')}</p>
      <p className="row">
        <a className="link" href={address} target="_blank" rel="noreferrer noopener">
          {t('booth.toVote')}
        </a>
        <Button onClick={() => void navigator.clipboard?.writeText(address).then(() => setCopied(true))}>{t('booth.copy')}</Button>
        <span role="status">{copied ? t('booth.copied') : ''}</span>
      </p>
      <details className="more">
        <summary>{t('booth.otherDevice')}</summary>
        <Square value={address} size={280} />
      </details>
    </>
  );
}
