import { randomUUID } from 'node:crypto';
import { hashPassword } from '../../records/accounts';
import { enterComplaint } from '../../records/complaints';
import { enterObjection } from '../../records/objections';
import { openVault } from '../../records/sealed';
import { openSession } from '../../records/sessions';
import { findTeam, openTeam } from '../../records/teams';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

/** Whose eyes a request comes from: the columns of the matrix. The case lies in the first branch, hangs on a notice and has contacts. */
export const ROLES = [
  'anonymous',
  'applicant',
  'other-applicant',
  'member',
  'contact',
  'branch-secretary',
  'sibling-secretary',
  'committee-officer',
  'committee-approver',
  'county-officer',
  'inspector',
  'administrator',
  'system-administrator',
  'auditor',
  'team',
] as const;
export type RoleName = (typeof ROLES)[number];

export const PASSWORD = 'four words make one';
const hashed = hashPassword(PASSWORD);

/** The product in a rehearsal, with one case on a hanging notice and another at its beginning. Stop it. */
export const anOfficeMidWay = async () => {
  const product: Product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
  const office: Office = await anOffice(product);
  const http: Http = await startHttp(product);
  const { pool } = product.database;
  const { people, branch } = office;
  const way = walk(office);

  const mine = await office.apply({ name: '甲同学' });
  const theirs = await office.apply({ name: '乙同学' });
  await way.toCultivation(mine.id);
  await way.learn(mine.id);
  await office.moveTo('2026-04-13');
  await way.toRecommended(mine.id);
  await way.toNotice(mine.id);
  await office.act(mine.subject, mine.id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
  const notice = await office.occasion(people.secretary, 'notice', branch.id, 'openNotice', {
    body: { cases: [mine.id], workingDays: 5, scope: 'public' },
  });
  await eventually('the notice hangs', async () => (await http.get(undefined, '/api/public/notices')).body.items[0]?.names.length === 1);

  const vault = openVault(product.config.keys.fieldKeyFile);
  const objection = await enterObjection(
    pool,
    vault,
    { occasion: notice, case: mine.id },
    { text: '志愿服务时长不实' },
    await product.clock.now(),
  );
  const complaint = await enterComplaint(
    pool,
    vault,
    { org: branch.id },
    { text: '来信反映', about: '某同学' },
    { channel: 'letter', receivedOn: await office.today(), at: await product.clock.now() },
  );
  const link = await http.post(people.secretary, `/api/cases/${mine.id}/guardian-link`, undefined);
  const { rows: papers } = await pool.query<{ id: string }>(
    `SELECT p.id FROM paper p JOIN fact f ON f.fact -> 'papers' @> jsonb_build_array(jsonb_build_object('id', p.id)) WHERE f.case_id = $1 AND p.kind = 'talk-record'`,
    [mine.id],
  );

  const member = await office.person('普通团员', branch.id);
  const systemAdministrator = await office.person('系统管理员', office.county.id);
  await office.holds(systemAdministrator, office.county.id, 'system-administrator');
  const auditor = await office.person('审计员', office.county.id);
  await office.holds(auditor, office.county.id, 'auditor');

  const aTeam = async (org: { readonly id: string }) => {
    const [since, at] = [await office.today(), await product.clock.now()];
    const about = { name: '县委第三巡察组', keeper: '王伟', letter: '富委巡〔2026〕3号', openedBy: people.administrator };
    const opened = await findTeam(pool, await openTeam(pool, { ...about, orgId: org.id, since, until: '2027-06-30', at }));
    if (!opened) throw new Error('there is no team');
    return opened;
  };
  const team = await aTeam(office.county);

  const by: Readonly<Record<RoleName, string | undefined>> = {
    anonymous: undefined,
    applicant: mine.subject,
    'other-applicant': theirs.subject,
    member,
    contact: people.contact,
    'branch-secretary': people.secretary,
    'sibling-secretary': people.otherSecretary,
    'committee-officer': people.officer,
    'committee-approver': people.approver1,
    'county-officer': people.countyOfficer,
    inspector: people.inspector,
    administrator: people.administrator,
    'system-administrator': systemAdministrator,
    auditor,
    team: team.person_id,
  };

  const accountOf = async (person: string): Promise<string> => {
    await http.tokenOf(person);
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM account WHERE person_id = $1', [person]);
    return rows[0]?.id ?? '';
  };
  /** A session of its own, for acts that end sessions. */
  const sessionOf = async (person: string): Promise<string> =>
    (await openSession(pool, await accountOf(person), Date.now(), 'another')).token;
  const givePassword = async (person: string): Promise<string> => {
    const { rows } = await pool.query<{ login: string }>('UPDATE account SET password_hash = $2 WHERE id = $1 RETURNING login', [
      await accountOf(person),
      await hashed,
    ]);
    return rows[0]?.login ?? '';
  };
  const child = (unit = branch.id) => office.person('新同学', unit, { birth: '2011-03-01', member: false });
  const row = async (table: string, values: Record<string, unknown>): Promise<string> => {
    const id = randomUUID();
    const keys = Object.keys(values);
    await pool.query(
      `INSERT INTO ${table} (id, ${keys.map((key) => `"${key}"`).join(', ')}) VALUES ($1, ${keys.map((_, index) => `$${index + 2}`).join(', ')})`,
      [id, ...Object.values(values)],
    );
    return id;
  };

  return {
    product,
    office,
    http,
    by,
    mine,
    theirs,
    notice,
    receipt: objection.receipt,
    complaint,
    guardianToken: link.body.token as string,
    paper: papers[0]?.id ?? '',
    accountOf,
    sessionOf,
    givePassword,
    child,
    row,
    aTeam,
    stop: async () => {
      await http.stop();
      await product.stop();
    },
  };
};

export type OfficeMidWay = Awaited<ReturnType<typeof anOfficeMidWay>>;
