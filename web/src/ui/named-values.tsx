import { useTranslation } from 'react-i18next';

interface Props {
  /** Where the names stand among the portal's words. */
  readonly group: string;
  readonly rows: readonly (readonly [name: string, value: string | undefined])[];
}

/** What is known of one thing, a row each; what is not known has none. */
export function NamedValues({ group, rows }: Props) {
  const { t } = useTranslation();
  return (
    <table className="table">
      <tbody>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{t(`${group}.${name}`)}</th>
              <td>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
