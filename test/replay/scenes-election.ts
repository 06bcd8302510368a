import type { Product } from '../harness/product';
import { anElection } from '../harness/election-office';
import { eventually } from '../harness/product';
import { recommendation } from '../harness/recommendation-office';
import { PRIVATE } from './scenes';

/** Two elections and three recommendations to the Party, on a clock of their own; answers event -> id of the case or occasion. */
export const playElectionScenes = async (product: Product): Promise<Record<string, string>> => {
  const way = await anElection(product);
  const { office, members, others } = way;
  const { people, act, moveTo } = office;
  const advice = recommendation(office);
  const failing = await way.request({ unit: office.other.id, by: people.otherSecretary, plannedOn: '2026-03-09' });
  const elected = await way.request({ plannedOn: '2026-03-09' });
  await way.toMethod(elected);
  await way.toMethod(failing, { candidates: others.slice(0, 4), by: people.otherSecretary });
  const friends = [await office.person(PRIVATE.name, office.branch.id), await office.person(PRIVATE.name, office.branch.id)];
  const [taken, expired, upheld] = [
    await advice.propose(friends[0] as string),
    await advice.propose(friends[1] as string, { appliedOn: '2025-10-01', papers: ['reason'] }),
    await advice.propose(people.introducer),
  ];
  for (const id of [taken, expired, upheld]) await act(people.officer, id, 'agreeToList', { kinds: ['reason', 'party-filing'], body: { result: 'agreed' } });

  await moveTo('2026-03-09');
  await way.meet(elected, { quorum: { num: 2, den: 3, strict: false }, base: 'present' });
  await act(people.secretary, elected, 'countBallots', way.count({ votes: [], returned: 11 }));
  await act(people.secretary, elected, 'countBallots', way.count({ votes: way.marks([9, 7, 7, 7]), others: [] }));
  await act(people.otherSecretary, failing, 'takeElectionRoll', { body: { present: others, chair: others[0] } });
  await way.adopt(failing, { vacancies: 'vacant', for: 6 }, people.otherSecretary);
  await act(people.otherSecretary, failing, 'appointTellers', { body: { tellers: others.slice(4, 6) } });
  const votes = others.slice(0, 4).map((id) => ({ id, for: 3, against: 0, abstain: 3 }));
  await act(people.otherSecretary, failing, 'countBallots', { kinds: ['count-sheet'], body: { issued: 6, returned: 6, votes, countedBy: others.slice(4, 6) } });
  const meeting = await advice.meeting([taken, expired, upheld], [...members, ...friends]);
  for (const [id, person] of [[taken, friends[0]], [expired, friends[1]], [upheld, people.introducer]] as [string, string][])
    await act(person, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
  await moveTo('2026-03-10');
  const { pending } = (await office.state(elected)).book as unknown as { pending?: { among: string[] } };
  if (pending?.among.length !== 3) throw new Error('three should tie');
  const again = pending.among.map((id, index) => ({ id, for: 6 - index, against: 4 + index, abstain: 0 }));
  await way.roll(elected);
  await act(people.secretary, elected, 'appointTellers', { body: { tellers: members.slice(4, 6) } });
  await act(people.secretary, elected, 'countBallots', way.count({ votes: again }));
  await act(people.secretary, elected, 'reportResult', { kinds: ['result-report', 'minutes'] });
  await act(people.officer, elected, 'approveResult', { kinds: ['party-approval'], body: { result: 'approved' } });
  await act(people.countyOfficer, elected, 'fileResult');
  const notice = await advice.post([taken, expired, upheld]);
  await eventually('on notice', async () => (await office.state(upheld)).book.notice !== undefined);
  const objection = '00000001-0000-4000-8000-000000000000';
  await act(people.secretary, notice, 'receiveObjection', { body: { case: upheld, objection } });
  await eventually('held', async () => (await office.state(upheld)).phase === 'held');
  await act(people.inspector, notice, 'ruleObjection', { kinds: ['finding'], body: { case: upheld, objection, ruling: 'end' } });
  await moveTo('2026-03-18');
  for (const id of [taken, expired]) {
    await office.at(id, 'R5');
    await act(people.officer, id, 'sendToParty', { kinds: ['recommendation-form'] });
  }
  await act(people.officer, taken, 'recordPartyReply', { kinds: ['party-reply'], body: { result: 'activist' } });
  await moveTo('2028-03-20');
  for (const id of [elected, taken, expired, upheld]) await office.ended(id);
  await office.at(failing, 'E2');
  return {
    'elected-after-a-tie': elected,
    'nobody-elected': failing,
    'taken-up-by-the-party': taken,
    'recommendation-expired': expired,
    'recommendation-objected-to': upheld,
    'meeting-that-recommends': meeting,
  };
};
