import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
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
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('field.person')}</th>
                {form.options.map((option) => (
                  <th scope="col" key={option.id}>
                    {t(`value.${option.id}`, { defaultValue: option.label })}
                  </th>
                ))}
                <th scope="col">{t('booth.unmarked')}</th>
              </tr>
            </thead>
            <tbody>
              {proof.lines.map((line) => (
                <tr key={line.id}>
                  <td>{form.candidates.find((one) => one.id === line.id)?.label ?? line.id}</td>
                  {form.options.map((option) => (
                    <td key={option.id}>{line.marks[option.id] ?? 0}</td>
                  ))}
                  <td>{line.unmarked + line.unreadable}</td>
                </tr>
              ))}
            </tbody>
          </table>
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
