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

/** Whether a path lies in one of some trees. */
export const liesIn = (path: string, trees: string): string =>
  `EXISTS (SELECT 1 FROM unnest(${trees}::text[]) AS p WHERE ${path} LIKE p || '%')`;

/** Whom `case_row c` is about: its person, whoever is proposed for its post, and of a candidacy whoever was proposed for the same post. */
export const isAbout = (person: string): string =>
  `(c.subject_id IS NOT DISTINCT FROM ${person}::uuid OR COALESCE(c.state -> 'book' -> 'recused' ? ${person}::text, false)
    OR (c.procedure = 'candidacy' AND EXISTS (SELECT 1 FROM case_row post WHERE post.id = c.parent_id AND post.state -> 'book' -> 'recused' ? ${person}::text)))`;

/**
 * What somebody may see of `case_row c`: by the same rules by which the cases may be read. `read` says in SQL whether its unit or its committee lies in the
 * reader's trees, `opened` whether its committee lies where he or she reads what only inspectors read; the others are parameters of the query, e.g. `$1`.
 */
export const seenBy = ({
  person,
  read,
  closed,
  secret,
  opened,
}: Readonly<Record<'person' | 'read' | 'closed' | 'secret' | 'opened', string>>): string =>
  `(${read})
    AND NOT (c.procedure = ANY(${closed}) AND ${isAbout(person)})
    AND (c.procedure <> ALL(${secret}::text[]) OR ${opened})`;

/** The five parameters in this order, `$1` to `$5`; the case's unit is `u`, its committee `k`. */
export const SEEN_BY = seenBy({
  person: '$1',
  read: `${liesIn('u.path', '$2')} OR ${liesIn('k.path', '$2')}`,
  closed: '$3',
  secret: '$4',
  opened: liesIn('k.path', '$5'),
});
export const sightValues = ({ person, paths, closed, secret, opened }: CaseSight) => [person, paths, closed, secret, opened];
