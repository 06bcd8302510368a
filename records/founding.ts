import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { refuse } from '../domain/case/refusal';
import { issueSlip, newSlipCode } from './accounts';
import { transaction } from './database';
import { appendLog } from './log';
import { createPerson } from './people';
import { Refused } from './refused';
import type { Vault } from './sealed';

interface Founder {
  readonly name: string;
  readonly birth: string;
}

export interface Founding {
  readonly organisation: { readonly code: string; readonly name: string; readonly region: string };
  readonly systemAdministrator: Founder;
  readonly administrator: Founder;
  /** First day of both roles. */
  readonly since: string;
  /** Machine time of the slips. */
  readonly at: number;
  readonly expiresAt: number;
}

export interface Slip {
  readonly role: string;
  readonly name: string;
  /** Shown once; the database keeps its digest. */
  readonly code: string;
}

/** Stands in the record for whoever installs the system: no person has an account yet. */
const INSTALLER = '00000000-0000-4000-8000-000000000001';

const refused = () =>
  new Refused(
    refuse('already-founded', '系统中已有账号或组织', 'There are accounts or organisations here already', [
      '请现有的系统管理员发放激活单',
      'Ask a system administrator for an activation slip (POST /api/people/{id}/activation-slip)',
    ]),
  );

/**
 * Somebody has to begin: founds the topmost organisation with its first two people, each with a slip. Again with the same code before the system
 * administrator has an account: new slips, because paper gets lost. Two people, because whoever keeps accounts decides no cases.
 *
 * @throws Refused `already-founded`
 */
export const found = (pool: Pool, vault: Vault, founding: Founding): Promise<Slip[]> =>
  transaction(pool, async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('tuanwu founding'))");
    const { rows } = await tx.query<{ code: string }>('SELECT code FROM organisation LIMIT 2');
    const people = rows.length === 0 ? await begin(tx, vault, founding) : await begun(tx, founding.organisation.code);
    const slips: Slip[] = [];
    for (const { id, name, role } of people) {
      const code = newSlipCode();
      await issueSlip(tx, { code, personId: id, issuedBy: INSTALLER, at: founding.at, expiresAt: founding.expiresAt });
      await appendLog(tx, { at: founding.at, kind: 'slip-issued', personId: INSTALLER, body: { for: id } });
      slips.push({ role, name, code });
    }
    return slips;
  });

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

const begin = async (
  tx: PoolClient,
  vault: Vault,
  { organisation, systemAdministrator, administrator, since, at }: Founding,
): Promise<Holder[]> => {
  const orgId = randomUUID();
  await tx.query(`INSERT INTO organisation (id, code, name, kind, path, region, approves) VALUES ($1, $2, $3, 'committee', $4, $5, true)`, [
    orgId,
    organisation.code,
    organisation.name,
    `/${orgId}/`,
    organisation.region,
  ]);
  const holders: Holder[] = [];
  for (const [role, { name, birth }] of [
    ['system-administrator', systemAdministrator],
    ['administrator', administrator],
  ] as const) {
    const written = await createPerson(tx, vault, { name, birth, unitId: orgId }, since);
    if (!written.ok) throw new Refused(written.refusal);
    await tx.query('INSERT INTO holding (id, person_id, org_id, role, since) VALUES ($1, $2, $3, $4, $5)', [
      randomUUID(),
      written.id,
      orgId,
      role,
      since,
    ]);
    holders.push({ id: written.id, name, role });
  }
  await appendLog(tx, { at, kind: 'founded', body: { organisation: orgId, people: holders.map(({ id }) => id) } });
  return holders;
};

/** The founders of before, those without an account and without a role of inspection: only while no system administrator has one, and in the organisation of that code. */
const begun = async (tx: PoolClient, code: string): Promise<Holder[]> => {
  const { rows } = await tx.query<Holder & { account: boolean }>(
    `SELECT p.id, p.name, h.role, EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id) AS account
     FROM organisation o JOIN holding h ON h.org_id = o.id AND h.role IN ('system-administrator', 'administrator') JOIN person p ON p.id = h.person_id
     WHERE o.parent_id IS NULL AND o.code = $1
       AND NOT EXISTS (SELECT 1 FROM holding i WHERE i.person_id = p.id AND i.role IN ('inspector', 'inspection-head'))
     ORDER BY h.role DESC`,
    [code],
  );
  const open = rows.filter(({ account }) => !account);
  if (
    !open.some(({ role }) => role === 'system-administrator') ||
    rows.some(({ role, account }) => account && role === 'system-administrator')
  )
    throw refused();
  return open;
};
