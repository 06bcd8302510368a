import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../ui/download';

/** A drawing as the picture that every phone and chat takes. */
const pngOf = async (svg: string): Promise<Blob | null> => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    URL.revokeObjectURL(image.src);
  }
};

/** The notice as a page, a sheet and a picture, for whoever cannot reach this address. */
export function Carry({ id, unit }: { readonly id: string; readonly unit: string }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const picture = async () => {
    setBusy(true);
    try {
      const answer = await fetch(`/api/public/notices/${id}/picture`);
      const png = answer.ok ? await pngOf(await answer.text()) : null;
      setFailed(png === null);
      if (png) download(png, `公示-${unit}.png`);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className="more">
      <summary>{t('carry.title')}</summary>
      <p className="soft small">{t('carry.how')}</p>
      <p className="row">
        <a className="choice" href={`/api/public/notices/${id}/page`} target="_blank" rel="noreferrer">
          {t('carry.page')}
        </a>
        <Button aria-busy={busy} onClick={() => void picture()}>
          {t('carry.picture')}
        </Button>
      </p>
      {failed && (
        <p className="error" role="alert">
          {t('carry.failed')}
        </p>
      )}
    </details>
  );
}
