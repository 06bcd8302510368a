import { randomUUID } from 'node:crypto';
import { BallotForm } from '../../domain/ballots/form';
import { printCodes } from '../../records/booth/codes';
import { draftBooth } from '../../records/booth/drafting';
import { takeKey } from '../../records/booth/keys';
import { newBoothKey } from '../../records/booth/unseal';
import { transaction } from '../../records/database';
import { base64 } from '../harness/booth';
import { lawful, who } from '../harness/given';
import type { OfficeMidWay } from './office-mid-way';

interface Ask {
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

const FORM = { kind: 'vote' as const, title: '表决票', candidates: [{ id: 'c1', label: '艾力' }] };

/** Requests to a booth of a meeting of the first branch; the member, the contact and the secretary are on its roll, the latter two and the inspector hold keys. */
export const boothAsks = (way: OfficeMidWay): Record<string, () => Promise<Ask> | Ask> => {
  const { pool } = way.product.database;
  const { people, branch, town } = way.office;
  const holders = [
    { role: 'inspector' as const, holder: people.inspector },
    { role: 'scrutineer' as const, holder: people.contact },
    { role: 'envelope' as const, holder: people.secretary },
  ];
  const present = [people.secretary, people.contact, way.by.member ?? ''];
  let meeting: Promise<string> | undefined;
  /** Its row is called ended: it has no workflow, and a rehearsal's clock waits for those that should have one. */
  const convened = async (): Promise<string> => {
    const given = lawful({ procedure: 'meeting' });
    const convene = {
      kind: 'conveneMeeting',
      on: '2026-04-13',
      seat: 'branch-secretary' as const,
      body: { kind: 'branch', cases: [who('a')] },
    };
    const before = given.given(convene).state();
    const book = { ...before.book, detail: { roll: { entitled: present, present }, remoteBallot: true } };
    const state = { ...before, id: randomUUID(), unit: branch.id, committee: town.id, book };
    await pool.query(
      `INSERT INTO case_row (id, procedure, subject_kind, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at, started)
       VALUES ($1, 'meeting', 'occasion', $2, $3, 'ended', '2026-04-13', '{O1}', 'occasion', $4, $5::jsonb, $6, $5::jsonb, now(), now(), true)`,
      [state.id, branch.id, town.id, state.seq, JSON.stringify(state), given.statute.hash],
    );
    return state.id;
  };
  const occasion = (): Promise<string> => {
    meeting ??= convened();
    return meeting;
  };
  const booth = async (level: 'room' | 'remote' = 'room', ready = false): Promise<string> => {
    const act = { by: people.secretary, at: await way.product.clock.now() };
    const draft = { ...act, occasion: await occasion(), item: randomUUID(), level, remoteAllowed: true, form: BallotForm.parse(FORM) };
    const rest = { roll: { entitled: present, present }, recused: [], away: [], standing: [], holders, objectionDays: 0 };
    const id = await transaction(pool, (tx) => draftBooth(tx, { ...draft, ...rest }));
    if (!ready) return id;
    for (const { holder } of holders) await takeKey(pool, { booth: id, holder, at: act.at });
    if (level === 'room') await printCodes(pool, { booth: id, ...act });
    return id;
  };
  const in_ = async (status: string, level: 'room' | 'remote' = 'room'): Promise<{ path: { id: string } }> => {
    const id = await booth(level, true);
    if (status !== 'drafted') await pool.query('UPDATE booth SET status = $2, handed = 3 WHERE id = $1', [id, status]);
    return { path: { id } };
  };
  const key = base64(newBoothKey().privateKey);
  return {
    draftBooth: async () => ({ body: { occasion: await occasion(), item: randomUUID(), form: FORM, holders } }),
    listBooths: async () => ({ query: { occasion: await occasion() } }),
    getBooth: async () => ({ path: { id: await booth() } }),
    takeBoothKey: async () => ({ path: { id: await booth() }, body: {} }),
    printBoothSheet: async () => ({ path: { id: await booth() } }),
    openDraw: async () => ({ path: { id: await booth('remote') } }),
    drawBallotRight: async () => ({ ...(await in_('drawing', 'remote')), body: { blinded: base64(Buffer.alloc(384, 1)) } }),
    openBooth: () => in_('drafted'),
    handOutCodes: async () => ({ ...(await in_('open')), body: { handed: 3 } }),
    closeBooth: () => in_('open'),
    tallyBooth: async () => ({ ...(await in_('closed')), body: { keys: holders.slice(1).map(({ role }) => ({ role, key })) } }),
    recountBooth: () => in_('closed'),
    voidBooth: async () => ({ ...(await in_('open')), body: { reason: '停电' } }),
    destroyBooth: () => in_('drafted'),
    ballotPaper: () => in_('open'),
    castBallot: async () => ({ ...(await in_('open')), body: { right: { code: '2'.repeat(18) }, sealed: base64(Buffer.alloc(300)) } }),
    checkReceipt: async () => ({ ...(await in_('closed')), body: { receipt: 'ab'.repeat(32) } }),
  };
};
