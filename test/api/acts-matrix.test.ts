import { randomUUID } from 'node:crypto';
import { actsOf } from '../../domain/case/acts';
import type { Act, Procedure } from '../../domain/case/procedure';
import type { MachineState } from '../../domain/case/state';
import type { Seat } from '../../domain/case/step';
import { admission } from '../../domain/procedures/admission';
import { cameTo, type Deed, deeds, lawful, statuteOf } from '../harness/given';
import { anOfficeMidWay, type OfficeMidWay, ROLES, type RoleName } from './office-mid-way';

/** Which seats each of these people may take in the case, reviewed by people: the whole law of who may act. */
const SITS: Readonly<Record<RoleName, readonly Seat[]>> = {
  anonymous: [],
  applicant: ['applicant'],
  'other-applicant': [],
  member: ['member'],
  contact: ['contact', 'member'],
  'branch-secretary': ['branch-secretary', 'branch-committee', 'member'],
  'sibling-secretary': [],
  'committee-officer': ['committee-officer'],
  'committee-approver': ['committee-approver'],
  'county-officer': ['higher-officer'],
  inspector: ['inspector'],
  administrator: ['administrator'],
  'system-administrator': [],
  auditor: [],
  team: [],
};
/** Who cannot even read the case hears that there is none. A member of the branch may sit in it where an act says so, and reads it nowhere else. */
const BLIND: readonly RoleName[] = ['other-applicant', 'member', 'sibling-secretary', 'system-administrator'];

const acts = actsOf(admission as unknown as Procedure);
const statute = statuteOf();
const stepOf = (act: Act<unknown, never, never>): string => statute.steps.find((step) => step.acts.includes(act.kind))?.id ?? 'A5';
/** The lawful deed of each kind, for its body. */
const bodies = new Map<string, Deed>([...cameTo('end'), deeds.apply()].map((deed) => [deed.kind, deed]));

describe('who may do what to a case', () => {
  let way: OfficeMidWay;
  const at = new Map<string, string>();
  beforeAll(async () => {
    way = await anOfficeMidWay();
    const { pool } = way.product.database;
    await way.product.statutes.keep(statute);
    for (const step of new Set(acts.map(stepOf))) {
      const id = randomUUID();
      const { branch, town, county, people } = way.office;
      const before = lawful({ statute })
        .given(...(step === 'A1' ? [] : cameTo(step)))
        .state();
      const state: MachineState = {
        ...before,
        id,
        unit: branch.id,
        committee: town.id,
        higher: county.id,
        subject: way.mine.subject,
        signed: {},
        book: { ...before.book, contacts: [people.contact], introducers: [people.introducer, people.introducer2] },
      };
      await pool.query(
        `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at, started)
         VALUES ($1, 'admission', 'case', NULL, $2, $3, 'open', $4, $5, 'x', $6, $7::jsonb, $8, $7::jsonb, now(), now(), true)`,
        [id, branch.id, town.id, state.openedOn, [step], state.seq, JSON.stringify(state), statute.hash],
      );
      at.set(step, id);
    }
  });
  afterAll(() => way?.stop());

  const judged = async (act: Act<unknown, never, never>, role: RoleName, more: Record<string, unknown> = {}): Promise<string> => {
    const { status, body } = await way.http.post(way.by[role], `/api/cases/${at.get(stepOf(act))}/judge`, {
      kind: act.kind,
      body: bodies.get(act.kind)?.body ?? {},
      ...more,
    });
    if (status !== 200) return String(status);
    const code: string | undefined = body.refusal?.code;
    if (code === 'forbidden') return '403';
    if (code === 'not-found') return '404';
    return 'may';
  };

  it.each(acts.map((act) => [act.kind, act] as const))('%s', async (_, act) => {
    const seen: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const role of ROLES) {
      seen[role] = await judged(act, role);
      const sits = SITS[role].some((seat) => act.seats.includes(seat));
      expected[role] = role === 'anonymous' ? '401' : BLIND.includes(role) ? '404' : sits ? 'may' : '403';
    }
    expect(seen).toEqual(expected);
  });

  it('an act recorded for somebody else needs a recorder’s desk too', async () => {
    const assess = acts.find(({ kind }) => kind === 'assessCultivation') as Act<unknown, never, never>;
    const seen: Record<string, string> = {};
    for (const role of ROLES) seen[role] = await judged(assess, role, { actor: way.office.people.contact, as: 'contact' });
    const recorders: readonly RoleName[] = ['contact', 'branch-secretary', 'committee-officer'];
    expect(seen).toEqual(
      Object.fromEntries(
        ROLES.map((role) => [role, role === 'anonymous' ? '401' : BLIND.includes(role) ? '404' : recorders.includes(role) ? 'may' : '403']),
      ),
    );
  });

  it('an administrator keeps cases moving and decides nothing; an auditor, and a system administrator, do nothing', () => {
    const of = (seat: Seat): string[] =>
      acts
        .filter((act) => act.seats.includes(seat) && act.via.includes('person'))
        .map(({ kind }) => kind)
        .sort();
    expect(of('administrator')).toEqual(['endCase', 'escalate', 'extendDeadline', 'reassign', 'resume', 'returnTo', 'suspend', 'urge']);
    expect(of('inspector')).toEqual(['resume', 'settleInvestigation', 'suspend']);
    expect(of('higher-officer')).toEqual(expect.arrayContaining(['answerSecondLook']));
    expect(of('public')).toEqual([]);
  });

  it('what only an occasion or the clock can say, nobody says over HTTP', async () => {
    for (const act of acts.filter(({ via }) => !via.includes('person'))) {
      const role = ROLES.find((one) => !BLIND.includes(one) && SITS[one].some((seat) => act.seats.includes(seat)));
      if (!role) continue;
      const { body } = await way.http.post(way.by[role], `/api/cases/${at.get(stepOf(act))}/judge`, {
        kind: act.kind,
        body: bodies.get(act.kind)?.body ?? {},
      });
      expect([act.kind, body.allowed, body.refusal?.code]).toEqual([act.kind, false, 'wrong-way']);
    }
  });

  it('an occasion lends nobody a seat: a secretary’s pre-review list is refused before it is opened', async () => {
    const { body, status } = await way.http.post(way.by['branch-secretary'], '/api/occasions', {
      procedure: 'session',
      unit: way.office.branch.id,
      act: { kind: 'holdSession', body: { kind: 'preReview', rows: [{ case: way.theirs.id }] } },
    });
    expect([status, body.code, body.errors[0].pointer]).toEqual([403, 'forbidden', '/body/kind']);
  });
});
