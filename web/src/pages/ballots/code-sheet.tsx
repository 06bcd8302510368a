import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import type { Booth } from './booth-desk';

interface Slip {
  readonly square: string;
  readonly code: string;
}

/** The page that the server makes for printing, read slip by slip: no part of it runs or is put into this page as it came. */
const slipsOf = (html: string): Slip[] =>
  [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('.slip')].map((slip) => ({
    square: new XMLSerializer().serializeToString(slip.querySelector('svg') ?? slip),
    code: slip.querySelector('.code')?.textContent ?? '',
  }));

/** Codes as slips to print and cut. They stand on this page alone, until it is left. */
export function CodeSheet({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [slips, setSlips] = useState<readonly Slip[]>([]);
  const make = async () => {
    const done = await run((step) => step('printBoothSheet', { params: { id: booth.id } }, { text: true }));
    if (done) setSlips(slipsOf(String(done.done)));
  };
  if (slips.length === 0)
    return (
      <div className="no-print">
        <h3>{t('booth.codes')}</h3>
        <ProblemBox problem={problem} />
        <p>{t('booth.codesHow', { count: booth.inRoom })}</p>
        <p>
          <Button aria-busy={sending} onClick={() => void make()}>
            {t('booth.makeCodes')}
          </Button>
        </p>
      </div>
    );
  return (
    <>
      <p className="row no-print">
        <Button onClick={() => print()}>{t('app.print')}</Button>
        <span className="soft">{t('booth.codesOnce')}</span>
      </p>
      <div className="slips" lang="zh-CN">
        {slips.map(({ square, code }) => (
          <section key={code} className="slip">
            <h3>{booth.form.title}</h3>
            <img src={`data:image/svg+xml,${encodeURIComponent(square)}`} alt="" />
            <p className="code">{code}</p>
            <p className="small">
              扫码投票，或打开 {location.origin}/vote/{booth.id} 输入投票码。一码一票，不记名，遗失不补。
            </p>
          </section>
        ))}
      </div>
    </>
  );
}
