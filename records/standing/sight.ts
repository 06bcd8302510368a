/** Who looks at figures and boards of cases. */
export interface CaseSight {
  readonly person: string;
  /** Trees in which somebody reads cases. */
  readonly paths: readonly string[];
  /** Procedures that are closed to those whom they are about. */
  readonly closed: readonly string[];
  /** Procedures that only inspectors of the place read, and the trees where the reader does. */
  readonly secret: readonly string[];
  readonly opened: readonly string[];
}

/**
 * What somebody may see of `case_row c`, its unit `u` and its committee `k`: by the same rules by which the cases may be read. Each argument is the
 * parameter of a query, e.g. `$1`.
 */
export const seenBy = ({ person, paths, closed, secret, opened }: Readonly<Record<keyof CaseSight, string>>): string =>
  `EXISTS (SELECT 1 FROM unnest(${paths}::text[]) AS p WHERE u.path LIKE p || '%' OR k.path LIKE p || '%')
    AND NOT (c.procedure = ANY(${closed}) AND (c.subject_id IS NOT DISTINCT FROM ${person}::uuid OR COALESCE(c.state -> 'book' -> 'recused' ? ${person}::text, false)))
    AND (c.procedure <> ALL(${secret}::text[]) OR EXISTS (SELECT 1 FROM unnest(${opened}::text[]) AS p WHERE k.path LIKE p || '%'))`;

/** The five parameters in this order, `$1` to `$5`. */
export const SEEN_BY = seenBy({ person: '$1', paths: '$2', closed: '$3', secret: '$4', opened: '$5' });
export const sightValues = ({ person, paths, closed, secret, opened }: CaseSight) => [person, paths, closed, secret, opened];
