import type { PoolClient } from 'pg';

type Client = Pick<PoolClient, 'query'>;

/** Of a person on the day `$2`: a member, whether or not somebody has registered since then that he left. */
export const MEMBER = `(member_since IS NULL OR member_since <= $2) AND (league = 'member' OR (league = 'left' AND left_on > $2))`;

/** Not on probation in the League (留团察看) on the day `$2`. Since when is not known of the oldest records: of every day then. */
export const UNPUNISHED = '(rights_lost_until IS NULL OR rights_lost_until < $2 OR rights_lost_since > $2)';

/** Of a person on the day `$2`: a member with full rights. */
export const WITH_RIGHTS = `${MEMBER} AND ${UNPUNISHED}`;

/** Members with full rights on that day among those named. */
export const eligibleAmong = async (client: Client, ids: readonly string[], on: string): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM person WHERE id = ANY($1::uuid[]) AND ${WITH_RIGHTS}`, [ids, on]);
  return rows.map(({ id }) => id);
};

/** Of these people, who is on probation in the League (留团察看) on that day. */
export const onProbationAmong = async (client: Client, ids: readonly string[], on: string): Promise<string[]> =>
  (
    await client.query<{ id: string }>(`SELECT id FROM person WHERE id = ANY($1::uuid[]) AND NOT ${UNPUNISHED} ORDER BY id`, [ids, on])
  ).rows.map(({ id }) => id);

/** Said only where it is so: whom the case is about is on probation in the League. */
export const onProbation = async (client: Client, { subject }: { readonly subject?: string | undefined }, on: string) =>
  subject && (await onProbationAmong(client, [subject], on)).length > 0 ? { probation: true } : {};

/** Members of the units with full rights on that day. */
export const votersOf = async (client: Client, units: readonly string[], on: string): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM person WHERE unit_id = ANY($1::uuid[]) AND ${WITH_RIGHTS}`, [
    units,
    on,
  ]);
  return rows.map(({ id }) => id);
};

/** Members of a committee that decides, on that day, save who is under 留团察看. */
export const approversOf = async (client: Client, org: string, on: string): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT h.person_id AS id FROM holding h JOIN person p ON p.id = h.person_id
     WHERE h.org_id = $1 AND h.role = 'committee-approver' AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2) AND ${UNPUNISHED}`,
    [org, on],
  );
  return rows.map(({ id }) => id).sort();
};

/** Who holds a League post at the unit on that day, among those named. */
export const inPostAmong = async (client: Client, unit: string, ids: readonly string[], on: string): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT h.person_id AS id FROM holding h JOIN person p ON p.id = h.person_id
     WHERE h.org_id = $1 AND h.role IN ('branch-secretary', 'branch-committee') AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2)
       AND ${UNPUNISHED} AND h.person_id = ANY($3::uuid[])`,
    [unit, on, ids],
  );
  return rows.map(({ id }) => id);
};
