import type { Pool } from 'pg';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Names of people and organisations for a page: one query each, never one per row. Unknown ids keep their id as name. */
export const namesOf = async (
  pool: Pick<Pool, 'query'>,
  people: readonly (string | null | undefined)[],
  organisations: readonly (string | null | undefined)[],
) => {
  const ids = (list: readonly (string | null | undefined)[]): string[] => [...new Set(list.filter((id): id is string => !!id))];
  const [persons, orgs] = await Promise.all([
    ids(people).length ? pool.query<Named>('SELECT id, name FROM person WHERE id = ANY($1::uuid[])', [ids(people)]) : { rows: [] },
    ids(organisations).length
      ? pool.query<Named>('SELECT id, name FROM organisation WHERE id = ANY($1::uuid[])', [ids(organisations)])
      : { rows: [] },
  ]);
  const [byPerson, byOrg] = [new Map(persons.rows.map((row) => [row.id, row.name])), new Map(orgs.rows.map((row) => [row.id, row.name]))];
  return {
    person: (id: string): Named => ({ id, name: byPerson.get(id) ?? id }),
    organisation: (id: string): Named => ({ id, name: byOrg.get(id) ?? id }),
  };
};
