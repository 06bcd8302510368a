import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckList, TextField } from '../fields';
import { PhraseMenu } from '../phrases';

/** A paper before it is sent: typed, or a file. */
export interface DraftPaper {
  readonly kind: string;
  readonly text: string;
  readonly file?: File;
}

const MAX_BYTES = 20 * 1024 * 1024;
const TYPES = '.pdf,.jpg,.jpeg,.png,.txt,.docx,application/pdf,image/jpeg,image/png,text/plain';
/** A few lines keep a small phone picture readable and a large one below what a slow line carries. */
const SIDE = 2400;

/** Photos from a camera are made smaller before they are sent; what is small, or no picture, stays as it is. */
const shrink = async (file: File): Promise<File> => {
  if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < 1_500_000) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file;
};

interface Props {
  readonly paper: DraftPaper;
  readonly pointer: string;
  readonly rows?: number;
  readonly onChange: (paper: DraftPaper) => void;
}

export function PaperField({ paper, pointer, rows = 5, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const input = useId();
  const [wrong, setWrong] = useState('');
  const name = i18n.exists(`paper.${paper.kind}`) ? t(`paper.${paper.kind}`) : paper.kind;
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const small = await shrink(file);
    if (small.size > MAX_BYTES) setWrong(t('paper.tooLarge'));
    else {
      setWrong('');
      onChange({ ...paper, file: small });
    }
  };
  return (
    <div className="card">
      {paper.file ? (
        <div className="row apart">
          <span>
            <strong>{name}</strong> {paper.file.name} <span className="soft small">{Math.ceil(paper.file.size / 1024)} KB</span>
          </span>
          <Button onClick={() => onChange({ kind: paper.kind, text: paper.text })}>{t('paper.removeFile')}</Button>
        </div>
      ) : (
        <TextField
          pointer={pointer}
          label={name}
          hint={t('paper.hint')}
          value={paper.text}
          rows={rows}
          onChange={(text) => onChange({ ...paper, text })}
        />
      )}
      {!paper.file && <PhraseMenu text={paper.text} onChange={(text) => onChange({ ...paper, text })} />}
      <label className="choice" htmlFor={input}>
        {t('paper.file')}
        <span className="hidden"> {name}</span>
      </label>
      <input id={input} className="hidden" type="file" accept={TYPES} onChange={(event) => void choose(event.target.files?.[0])} />
      {wrong && (
        <p className="error" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** Papers that the step asks for, and any others that somebody wants to add. */
export function Papers({
  required,
  also,
  papers,
  onChange,
}: {
  readonly required: readonly string[];
  readonly also: readonly string[];
  readonly papers: Readonly<Record<string, DraftPaper>>;
  readonly onChange: (papers: Record<string, DraftPaper>) => void;
}) {
  const { t } = useTranslation();
  const added = Object.keys(papers).filter((kind) => !required.includes(kind));
  const set = (kind: string, paper: DraftPaper) => onChange({ ...papers, [kind]: paper });
  return (
    <>
      {[...required, ...added].map((kind, index) => (
        <PaperField
          key={kind}
          pointer={index === 0 ? '/papers' : `/papers/${kind}`}
          paper={papers[kind] ?? { kind, text: '' }}
          onChange={(paper) => set(kind, paper)}
        />
      ))}
      {also.length > 0 && (
        <details className="more">
          <summary>{t('paper.more')}</summary>
          <CheckList
            pointer="/more-papers"
            label={t('paper.more')}
            values={added}
            choices={also.map((kind) => ({ value: kind, label: t(`paper.${kind}`) }))}
            onChange={(kinds) =>
              onChange({
                ...Object.fromEntries(Object.entries(papers).filter(([kind]) => required.includes(kind) || kinds.includes(kind))),
                ...Object.fromEntries(kinds.filter((kind) => !papers[kind]).map((kind) => [kind, { kind, text: '' }])),
              })
            }
          />
        </details>
      )}
    </>
  );
}
