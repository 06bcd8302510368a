import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import { Square } from '../../ui/square';

interface Slip {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly until: string;
}

/** Slips for a whole class that has just been entered, to print and cut. Each code is shown once: they stand on this page alone, until it is left. */
export function ClassSlips({ people }: { readonly people: readonly { readonly id: string; readonly name: string }[] }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [slips, setSlips] = useState<readonly Slip[]>([]);
  const left = people.filter(({ id }) => !slips.some((slip) => slip.id === id));
  /** One after the other; what was made before a refusal stays and is not made again. */
  const make = () =>
    run(async (step) => {
      for (const { id, name } of left) {
        const { code, expiresAt } = await step('issueActivationSlip', { params: { id } });
        const until = new Date(expiresAt).toLocaleDateString('zh-CN');
        setSlips((made) => [...made, { id, name, code, until }]);
      }
    });
  return (
    <section className="card print-alone" aria-labelledby="class-slips">
      <div className="no-print">
        <h2 id="class-slips">{t('slip.class')}</h2>
        <p>{t('slip.classLead')}</p>
        <ProblemBox problem={problem} />
        <p className="row">
          {left.length > 0 && (
            <Button aria-busy={sending} onClick={() => void make()}>
              {t('slip.make', { count: left.length })}
            </Button>
          )}
          {slips.length > 0 && left.length === 0 && (
            <Button type="primary" onClick={() => print()}>
              {t('app.print')}
            </Button>
          )}
          <span role="status">{slips.length > 0 && t('slip.made', { count: slips.length })}</span>
        </p>
      </div>
      <div className="slips" lang="zh-CN">
        {slips.map(({ id, name, code, until }) => (
          <section key={id} className="slip">
            <h3>{name}</h3>
            {/* The code stands after the #: it reaches no server and no log. */}
            <Square value={`${location.origin}/activate#${code}`} size={128} />
            <p className="code">{code}</p>
            <p className="small">
              扫码，或打开 {location.origin}/activate 输入激活码，自己设定登录名和密码。有效期至 {until}，只能使用一次，请勿转交他人。
            </p>
          </section>
        ))}
      </div>
    </section>
  );
}
