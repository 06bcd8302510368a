import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { downloaded } from '../api/client';
import type { Ask, Operation } from '../api/contract';
import { useSend } from '../api/use-send';
import { download } from './download';
import { ProblemBox } from './problem';

interface Props<Op extends Operation> {
  readonly of: Op;
  readonly ask?: Ask<Op>;
  /** What the list is called, where a page has several. */
  readonly what: string;
}

const FORMATS = ['xlsx', 'csv'] as const;

/** The whole list as a file, with its as-of day, in the language of the page. */
export function Downloads<Op extends Operation>({ of, ask = {}, what }: Props<Op>) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const save = (format: (typeof FORMATS)[number]) =>
    run(async () => {
      const file = await downloaded(of, { ...ask, query: { ...ask.query, format } });
      download(file, file.name || `${of}.${format}`);
    });
  return (
    <div className="no-print">
      <ProblemBox problem={problem} />
      <div className="row">
        {FORMATS.map((format) => (
          <Button key={format} size="small" aria-busy={sending} onClick={() => void save(format)}>
            {t('file.save', { format })}
            <span className="hidden"> {what}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}
