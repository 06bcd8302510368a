/** Who looks at figures and boards of cases: the trees, and the procedures that those whom they are about do not read. */
export interface CaseSight {
  readonly person: string;
  /** Trees in which somebody reads cases. */
  readonly paths: readonly string[];
  /** Procedures that are closed to those whom they are about. */
  readonly closed: readonly string[];
}

/**
 * What somebody may see of `case_row c`, its unit `u` and its committee `k`: by the same rules by which the cases may be read. Each argument is the
 * parameter of a query, e.g. `$1`.
 */
export const seenBy = (person: string, paths: string, closed: string): string =>
  `EXISTS (SELECT 1 FROM unnest(${paths}::text[]) AS p WHERE u.path LIKE p || '%' OR k.path LIKE p || '%')
    AND NOT (c.procedure = ANY(${closed}) AND (c.subject_id = ${person}::uuid OR COALESCE(c.state -> 'book' -> 'recused' ? ${person}::text, false)))`;
