import { randomUUID } from 'node:crypto';
import { anOffice } from './office';
import type { Product } from './product';

/** A branch of twelve with a vote, ten of whom come, and the acts of its election one by one. The second branch has six besides its secretary. */
export const anElection = async (product: Product) => {
  const office = await anOffice(product);
  const { people, act, branch, other, desk, who, request: asked } = office;
  const eight = await Promise.all(Array.from({ length: 8 }, (_, index) => office.person(`团员${index}`, branch.id)));
  const others = await Promise.all(Array.from({ length: 6 }, (_, index) => office.person(`二支部团员${index}`, other.id)));
  const members = [...eight, people.contact, people.introducer, people.introducer2, people.secretary];
  const present = members.slice(0, 10);
  await product.database.pool.query('UPDATE person SET unit_id = $1 WHERE id = $2', [office.town.id, people.otherSecretary]);

  const request = async ({
    what = 'committee',
    plannedOn = '2026-03-28',
    unit = branch.id,
    by = people.secretary,
    papers = [],
    ...rest
  }: {
    what?: string;
    plannedOn?: string;
    termEnds?: string | undefined;
    unit?: string;
    by?: string;
    papers?: readonly string[];
  } = {}): Promise<string> => {
    const termEnds = 'termEnds' in rest ? rest.termEnds : '2026-03-31';
    const body = { what, why: 'term', plannedOn, ...(termEnds ? { termEnds } : {}) };
    const opening = await asked(by, 'requestElection', { kinds: ['election-request', ...papers], body });
    return (await desk.open(await who(by), { procedure: 'election', unit, act: opening }, randomUUID())).id;
  };
  /** Candidates proposed and agreed to: the case stands at the method. */
  const toMethod = async (
    id: string,
    { seats = 3, candidates = members.slice(0, 4), by = people.secretary }: { seats?: number; candidates?: string[]; by?: string } = {},
  ) => {
    await act(by, id, 'proposeCandidates', { kinds: ['candidate-list'], body: { seats, candidates, byStrokes: true } });
    await act(people.officer, id, 'answerCandidates', { kinds: ['party-opinion', 'league-opinion'], body: { result: 'agreed' } });
  };
  const roll = (id: string, who_: readonly string[] = present, by = people.secretary) =>
    act(by, id, 'takeElectionRoll', { body: { present: who_, chair: who_[0] } });
  const adopt = (id: string, method: Record<string, unknown> = {}, by = people.secretary) =>
    act(by, id, 'adoptMethod', {
      kinds: ['election-method'],
      body: {
        ...{ seats: 3, quorum: { num: 4, den: 5, strict: false }, base: 'eligible', vacancies: 'revote', revotes: 1, remote: false },
        ...{ for: 10, against: 0, abstain: 0, ...method },
      },
    });
  /** Roll, method and tellers of one meeting: the ballot can begin. */
  const meet = async (id: string, method: Record<string, unknown> = {}) => {
    await roll(id);
    await adopt(id, method);
    await act(people.secretary, id, 'appointTellers', { body: { tellers: members.slice(4, 6) } });
  };
  /** Marks on ten papers for the first candidates of the list. */
  const marks = (votes: readonly number[]) => votes.map((yes, index) => ({ id: members[index], for: yes, against: 10 - yes, abstain: 0 }));
  const count = (body: Record<string, unknown>) => ({
    kinds: ['count-sheet'],
    body: { issued: 10, returned: 10, countedBy: members.slice(4, 6), ...body },
  });
  return { office, members, others, present, request, toMethod, roll, adopt, meet, marks, count };
};
