import { anOffice } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product } from '../harness/product';
import { walk } from '../harness/walk';

/** Nobody of this name or birthday may be found in a history. */
export const PRIVATE = { name: '阿依古丽·买买提', birth: '2010-02-27' };

const OBJECTION = '00000001-0000-4000-8000-000000000000';

/** Plays everything that must be replayable for ever on one movable clock; answers event -> id of the case or occasion. */
export const playScenes = async (product: Product): Promise<Record<string, string>> => {
  const office = await anOffice(product);
  const { people, act } = office;
  const way = walk(office);
  const apply = () => office.apply(PRIVATE);
  const [completed, refused, objected, upheld, returned, transferred, cultivated, lapsed, withdrawn] = [await apply(), await apply(), await apply(), await apply(), await apply(), await apply(), await apply(), await apply(), await apply()];
  const onNotice = [completed, refused, objected, upheld];
  for (const { id } of [...onNotice, returned, transferred, cultivated]) {
    await way.toCultivation(id);
    await way.learn(id);
  }
  await act(withdrawn.subject, withdrawn.id, 'withdraw');
  await act(transferred.subject, transferred.id, 'giveConsent', { body: { consent: 'transfer', version: '2026-01' } });
  await act(transferred.subject, transferred.id, 'requestTransfer', { body: { toUnit: office.other.id } });
  await act(people.otherSecretary, transferred.id, 'acceptTransfer', { body: { fileComplete: true } });

  await office.moveTo('2026-04-13');
  for (const { id, subject } of [...onNotice, returned]) {
    await way.toRecommended(id);
    await way.toNotice(id);
    await act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
  }
  await act(people.officer, returned.id, 'returnTo', { kinds: ['reason'], body: { step: 'A6' } });
  const session = await office.occasion(people.secretary, 'session', office.branch.id, 'holdSession', { kinds: ['talk-record'], body: { kind: 'talk', rows: [{ case: lapsed.id }] } });
  await office.at(lapsed.id, 'A3');
  const notice = await way.post(onNotice.map(({ id }) => id));
  for (const { id } of [objected, upheld]) {
    await eventually('on notice', async () => (await office.state(id)).book.notice !== undefined);
    await act(people.secretary, notice, 'receiveObjection', { body: { case: id, objection: OBJECTION } });
    await eventually('held', async () => (await office.state(id)).phase === 'held');
  }
  const rule = (id: string, ruling: string) => act(people.inspector, notice, 'ruleObjection', { kinds: ['finding'], body: { case: id, objection: OBJECTION, ruling } });
  await rule(objected.id, 'go-on');
  await rule(upheld.id, 'end');

  await office.moveTo('2026-04-21');
  for (const { id, subject } of [completed, refused]) {
    await office.at(id, 'A9');
    await way.toForm(id, subject);
  }
  await office.moveTo('2026-04-22');
  for (const { id, subject } of [completed, refused]) await way.fill(id, subject);
  await office.moveTo('2026-04-24');
  const branchMeeting = await way.branchMeeting([completed.id, refused.id]);
  await office.moveTo('2026-04-27');
  const approvalMeeting = await way.approvalMeeting([completed.id]);
  await way.approvalMeeting([refused.id], { for: 0, against: 3, abstain: 0 });
  await act(refused.subject, refused.id, 'acceptRefusal');
  await act(people.countyOfficer, completed.id, 'fileApproval', { body: { result: 'filed' } });
  await act(people.secretary, completed.id, 'deliverResult');
  const ceremony = await way.ceremony([completed.id]);
  await act(people.secretary, completed.id, 'archive', { kinds: ['e-file', 'registration-form'], body: { registeredOn: '2026-04-27' } });
  for (const { id } of [completed, refused, upheld, withdrawn]) await office.ended(id);
  for (const id of [session, ceremony]) await office.ended(id);

  const { id: imported } = await bringIn(office, 'A7');
  await act(people.officer, imported, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
  await office.at(imported, 'A8');
  await eventually('all is recorded', async () => {
    const { rows } = await product.database.pool.query<{ open: number }>(`SELECT (SELECT count(*) FROM command WHERE status = 'registered')::int + (SELECT count(*) FROM case_row WHERE jsonb_array_length(state -> 'asks') > 0)::int AS open`);
    return rows[0]?.open === 0;
  });
  return {
    completed: completed.id,
    'refused-by-committee': refused.id,
    'objection-dismissed': objected.id,
    'objection-upheld': upheld.id,
    returned: returned.id,
    transferred: transferred.id,
    withdrawn: withdrawn.id,
    'waiting-for-cultivation': cultivated.id,
    'talk-overdue': lapsed.id,
    'from-paper': imported,
    notice,
    'meeting-of-the-branch': branchMeeting,
    'meeting-that-approves': approvalMeeting,
    session,
    ceremony,
  };
};
