import type { PoolClient } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { OccasionBook } from '../domain/occasions/tell';

/** What may set the days of a notice running into a year that nobody knows. */
const SETS_DAYS = ['noticeOpened', 'noticeCorrected'];

/**
 * A notice runs into a year whose holiday notice is not entered: whoever enters it, and the officers and secretary of the unit that posted, are told
 * once a year, however many notices wait.
 */
export const tellUnknownYears = async (
  client: Pick<PoolClient, 'query'>,
  { id, unit, committee, book }: MachineState<OccasionBook>,
  fact: Fact,
  now: number,
): Promise<void> => {
  if (!SETS_DAYS.includes(fact.kind)) return;
  for (const year of new Set(Object.values(book.entries).flatMap(({ unknownYear }) => unknownYear ?? [])))
    await client.query(
      `INSERT INTO message (person_id, case_id, kind, body, created_at)
       SELECT DISTINCT h.person_id, $1::uuid, 'calendar-missing', jsonb_build_object('year', $2::text), to_timestamp($3::double precision / 1000)
       FROM holding h JOIN organisation o ON o.id = h.org_id JOIN organisation here ON here.id = $4
       WHERE h.since <= $6 AND (h.until IS NULL OR h.until >= $6)
         AND ((h.role = 'system-administrator' AND here.path LIKE o.path || '%') OR (h.role = 'committee-officer' AND o.id IN ($4, $5))
           OR (h.role = 'branch-secretary' AND o.id = $4))
         AND NOT EXISTS (SELECT 1 FROM message m WHERE m.person_id = h.person_id AND m.kind = 'calendar-missing' AND m.body ->> 'year' = $2)`,
      [id, year, now, unit, committee, fact.on],
    );
};
