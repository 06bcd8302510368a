import { MUSTS } from '../../domain/procedures/candidacy/book';
import { NEGATIVE } from '../../domain/procedures/selection/negative-list';
import { at, ended, give, occasion, until } from '../acting';
import type { Bench } from '../bench';
import type { Somebody } from '../county';
import type { Figure } from '../report';
import { floorEvents, type Run, sum, told, weigh } from '../weighing';

interface Cast {
  readonly officer: Somebody;
  readonly second: Somebody;
  readonly inspector: Somebody;
  readonly approver: Somebody;
}

const PLAN = {
  ...{ occasion: 'single', posts: 1, order: 'talks-first', route: 'recommendation', exceptional: false, skipsRank: false },
  ...{ leaguePost: 'none', dualManaged: 'none', probation: true },
};

const verdict = (bench: Bench, { inspector }: Cast, id: string, step: string, given = 'pass'): Promise<void> =>
  give(bench, inspector, id, 'giveVerdict', { step, verdict: given }, ['verdict-opinion']);

/** K0 to K3: a post and the candidacies of two people. */
const post = async (bench: Bench, cast: Cast): Promise<{ id: string; candidacies: string[] }> => {
  const { county, pool } = bench;
  const { officer, approver } = cast;
  const body = { title: '团委副书记', approved: 999, incumbents: 1, openings: 1 };
  const opening = { kind: 'analysePost', body, papers: await county.papers(officer.id, ['vacancy-sheet']) };
  const { id } = await county.caller.ask<{ id: string }>('POST', '/api/cases', officer.token, {
    procedure: 'selection',
    unit: county.town.id,
    act: opening,
  });
  await verdict(bench, cast, id, 'K0');
  await give(bench, approver, id, 'proposeMotion', PLAN, ['motion-plan']);
  await verdict(bench, cast, id, 'K1');
  const people = [await county.somebody(county.branch(0).id), await county.somebody(county.branch(0).id)];
  const tally = people.map((one, index) => ({ person: one.id, votes: 9 - index }));
  await give(bench, officer, id, 'recordRecommendationTalks', { talked: 12, tally }, ['talk-tally']);
  const counts = { entitled: 12, present: 11, issued: 11, returned: 11, tally };
  await give(bench, officer, id, 'recordRecommendationMeeting', counts, ['recommendation-forms']);
  await give(bench, officer, id, 'concludeRecommendation', {}, ['recommendation-report']);
  await verdict(bench, cast, id, 'K2');
  const negative = Object.fromEntries(Object.keys(NEGATIVE).map((line) => [line, false]));
  const objects = people.map((one) => ({ person: one.id, negative, measures: [] }));
  await give(bench, approver, id, 'fixObjects', { objects }, ['object-reasons']);
  const found = async (): Promise<string[]> =>
    (await pool.query<{ id: string }>(`SELECT id FROM case_row WHERE parent_id = $1 AND seq > 0 ORDER BY id`, [id])).rows.map(
      (row) => row.id,
    );
  await until(bench, id, async () => (await found()).length === 2);
  return { id, candidacies: await found() };
};

/** C3 to C5. */
const inspect = async (bench: Bench, cast: Cast, id: string): Promise<void> => {
  const { officer, second } = cast;
  const act = (kind: string, body: Record<string, unknown> = {}, papers: string[] = [], by = officer): Promise<void> =>
    give(bench, by, id, kind, body, papers);
  await verdict(bench, cast, id, 'C3');
  await act('formGroup', { members: [officer.id, second.id] });
  await act('postPreview', {}, ['inspection-preview']);
  await act('recordInspectionTalks', { talked: 8 }, ['talk-records']);
  await act('recordAppraisal', { present: 10, excellent: 7, competent: 3, basic: 0, incompetent: 0 }, ['appraisal-forms']);
  for (const [must, { paper }] of Object.entries(MUSTS)) await act('recordMust', { must, result: 'clear' }, [paper]);
  await act('signIntegrity', { partySecretary: true, disciplineSecretary: true }, ['integrity-conclusion']);
  for (const by of [officer, second]) await act('signReport', {}, [], by);
  await act('concludeInspection', { suitable: true }, ['inspection-report']);
  await verdict(bench, cast, id, 'C4');
  await act('recordConsultation', { with: 'leaders' }, ['consultation-record']);
  await act('concludeConsultation');
  await verdict(bench, cast, id, 'C5');
};

/** C6 and C7: one meeting and one notice for all; its five working days are the first that cannot be waited for. */
const decide = async (bench: Bench, cast: Cast, ids: readonly string[]): Promise<string[]> => {
  const { town, approvers } = bench.county;
  const { officer, approver } = cast;
  const meeting = await occasion(bench, officer, 'decision', town.id, 'conveneDecision', { cases: ids });
  await give(bench, officer, meeting, 'takeRoll', { present: approvers.map(({ id }) => id), chair: approver.id });
  const statements = [...approvers.filter((one) => one !== approver), approver].map(({ id }) => ({ member: id, says: 'agree' }));
  for (const id of ids) await give(bench, officer, meeting, 'recordStatements', { case: id, statements });
  await give(bench, officer, meeting, 'closeDecision', {}, ['minutes']);
  await until(bench, meeting, ended);
  for (const id of ids) await verdict(bench, cast, id, 'C6');
  const notice = await occasion(bench, officer, 'notice', town.id, 'openNotice', { cases: ids, workingDays: 5, scope: 'committee' });
  return [meeting, notice];
};

/** K10: the record of a post for which nobody passed. */
const record = async (bench: Bench, cast: Cast, id: string): Promise<void> => {
  await until(bench, id, at('K10'));
  await give(bench, cast.officer, id, 'fileRecord', {}, ['process-record']);
  await verdict(bench, cast, id, 'K10');
  await until(bench, id, ended);
};

/** History events a fact, over selections with every verdict in them, as far as a selection comes in a day. */
export const selection = async (bench: Bench): Promise<Figure[]> => {
  const { county, sizes } = bench;
  const [approver] = county.approvers;
  if (!approver) throw new Error('no approver');
  const cast: Cast = { ...(await county.inspection()), officer: county.officer, approver };
  const posts: { id: string; candidacies: string[] }[] = [];
  for (let one = 0; one <= sizes.group; one += 1) posts.push(await post(bench, cast));
  const chosen = posts.slice(1).map(({ candidacies }) => candidacies[0] ?? '');
  const vetoed = posts.flatMap(({ candidacies }, index) => candidacies.slice(index === 0 ? 0 : 1));
  for (const id of vetoed) await verdict(bench, cast, id, 'C3', 'veto');
  for (const id of chosen) await inspect(bench, cast, id);
  const occasions = await decide(bench, cast, chosen);
  await record(bench, cast, posts[0]?.id ?? '');
  const weighed = async (ids: readonly string[]): Promise<Run[]> => Promise.all(ids.map((id) => weigh(bench, id)));
  const runs = {
    posts: await weighed(posts.map(({ id }) => id)),
    candidacies: await weighed([...chosen, ...vetoed]),
    occasions: await weighed(occasions),
  };
  const all = Object.values(runs).flat();
  const [product, floor] = [sum(all, 'events') / sum(all, 'facts'), await floorEvents(bench)];
  const parts = Object.entries(runs).map(([name, list]) => `${name} ${told(list)}`);
  const note = `${posts.length} posts from K0, ${chosen.length} candidates to C7, ${vetoed.length} vetoed at C3, one record filed: ${parts.join(', ')}; publicity’s end, appointment and probation need days that cannot be waited for or brought in`;
  return [
    {
      measure: 'selection-events-per-fact',
      unit: 'history events',
      product,
      floor,
      ratio: product / floor,
      limit: { of: 'product', most: 6 },
      note,
    },
  ];
};
