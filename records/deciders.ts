import type { Pool, PoolClient } from 'pg';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface Decided {
  readonly person: string;
  readonly code: 'decided';
  /** The case that is annulled. */
  readonly with: string;
}

/**
 * Who let pass what an annulment takes back: gave a verdict as inspector on the person or the post, decided as a member of the committee, or was in the room when
 * a meeting voted on it. They neither examine it nor inspect the examination; the body itself decides on it again (公务员法第七十六条). Of any other case: nobody.
 */
export const decidersOf = async (client: Client, people: readonly string[], annulment: string): Promise<Decided[]> =>
  (
    await client.query<Decided>(
      `WITH target AS (
         SELECT t.id, t.parent_id FROM case_row a JOIN case_row t ON t.id = (a.state #>> '{book,target}')::uuid WHERE a.id = $2 AND a.procedure = 'annulment'),
       matter AS (
         SELECT id AS case_id, id AS target FROM target
         UNION SELECT parent_id, id FROM target WHERE parent_id IS NOT NULL)
       SELECT DISTINCT p.person::text, 'decided' AS code, m.target::text AS with
       FROM unnest($1::uuid[]) AS p(person) CROSS JOIN matter m JOIN fact f ON f.case_id = m.case_id
       WHERE (f.actor_id = p.person AND (f.kind = 'verdictGiven' OR f.fact #>> '{actor,seat}' = 'committee-approver'))
         OR EXISTS (
           SELECT 1 FROM case_row o WHERE f.kind IN ('voteHeld', 'approvalDecided', 'decisionMade') AND o.id = (f.fact #>> '{occasion,id}')::uuid
             AND EXISTS (
               SELECT 1 FROM jsonb_array_elements(jsonb_build_array(o.state #> '{book,detail,roll}') || COALESCE(o.state #> '{book,detail,earlierRolls}', '[]')) AS roll
               WHERE roll -> 'present' ? p.person::text AND COALESCE(roll ->> 'on', f."on") = f."on")
             AND NOT EXISTS (
               SELECT 1 FROM fact v WHERE v.case_id = o.id AND v.fact #>> '{body,case}' = f.case_id::text
                 AND (v.fact #> '{body,recused}' ? p.person::text OR v.fact #> '{body,left}' ? p.person::text
                   OR v.fact #> '{body,tally,recused}' ? p.person::text OR v.fact #> '{body,tally,left}' ? p.person::text)))`,
      [people, annulment],
    )
  ).rows;
