import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';

/** What the box held, with the proof: counted once more by the server from the published papers, and by anybody from the same. */
export function Result({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const found = useRead('recountBooth', { params: { id } });
  return (
    <Loaded of={found}>
      {({ form, proof, digest, wrong, spent }) => (
        <>
          <p>{t('booth.counted', { issued: proof.issued, returned: proof.returned, invalid: proof.invalid })}</p>
          <CardTable
            items={proof.lines}
            keyOf={({ id: key }) => key}
            columns={[
              { head: t('field.person'), cell: (line) => form.candidates.find((one) => one.id === line.id)?.label ?? line.id },
              ...form.options.map((option) => ({
                head: t(`value.${option.id}`, { defaultValue: option.label }),
                cell: (line: (typeof proof.lines)[number]) => line.marks[option.id] ?? 0,
              })),
              { head: t('booth.unmarked'), cell: (line) => line.unmarked + line.unreadable },
            ]}
          />
          <p className={`note ${wrong.length === 0 ? 'good' : 'bad'}`} role="status">
            {wrong.length === 0 ? t('booth.recounted', { count: spent.length }) : t('booth.wrong', { what: wrong.join(t('app.comma')) })}
          </p>
          <details className="more">
            <summary>{t('booth.proof')}</summary>
            <p>{t('booth.proofHow')}</p>
            <p className="code wrap small">{digest}</p>
            <p>
              <a className="link" href={`/api/booths/${id}/recount`} download={`recount-${id}.json`}>
                {t('booth.download')}
              </a>
            </p>
          </details>
        </>
      )}
    </Loaded>
  );
}
