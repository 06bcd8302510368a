import { annulling } from '../harness/annulment-office';
import { competing } from '../harness/competition';
import { investigating } from '../harness/investigating';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';
import { PRIVATE } from './scenes';

/** An appointment is taken back while the probation runs, every stage of that passed too. */
const annul = async ({ act, people, moveTo }: Office, way: Selecting, undo: ReturnType<typeof annulling>, target: string) => {
  const id = await undo.open(target);
  await way.verdict(id, 'N1');
  await undo.hear(id);
  await undo.conclude(id, way.officer2);
  await way.verdict(id, 'N2');
  await way.decide([id]);
  await way.awaiting(id, 'N3');
  await way.verdict(id, 'N3');
  await undo.file(id);
  await undo.tell(id);
  await way.verdict(id, 'N4');
  await moveTo('2026-02-14');
  await undo.effect(id);
  await act(people.inspector, id, 'giveVerdict', { kinds: ['verdict-opinion'], body: { step: 'N5', verdict: 'pass' } });
  return id;
};

/** Selections in every way that the inspector can send them, on a clock of their own; answers event -> id of the case. */
export const playSelectionScenes = async (product: Product): Promise<Record<string, string>> => {
  const office = await anOffice(product);
  const { people, act, moveTo } = office;
  const way = await selecting(office);
  const inquiry = await investigating(product, office);
  const somebody = () => office.person(PRIVATE.name, office.branch.id);
  const post = async (names: string[]) => {
    const id = await way.toObjects({}, names);
    return { id, ids: (await way.fix(id, names)) as [string, string] };
  };

  const filled = await way.candidacies();
  const [appointed, vetoed] = filled.ids;
  const [returned, suspended] = (await post([await somebody(), await somebody()])).ids;
  const [wrong, beside] = (await post([await somebody(), await somebody()])).ids;
  const entrants = [await somebody(), await somebody(), await somebody()];
  const contest = await competing(product, office);
  const competed = await way.toRecommendation({ route: 'competition' });
  await contest.announce(competed);
  await way.verdict(competed, 'X1');
  await contest.enter(competed, entrants);

  await way.verdict(vetoed, 'C3', 'veto');
  await way.verdict(beside, 'C3', 'veto');
  await way.bring(returned, 'C4');
  await way.inspect(returned);
  await way.verdict(returned, 'C4', 'return', { backTo: 'C3' });
  await act(people.officer, returned, 'resubmitObject', { kinds: ['object-reasons'] });
  await way.verdict(returned, 'C3');
  await way.verdict(suspended, 'C3', 'suspend');
  const investigation = await inquiry.of(suspended);
  await inquiry.assign(investigation);
  await inquiry.conclude(investigation, 'unfounded');
  await inquiry.over(investigation);
  await eventually('goes on', async () => (await office.state(suspended)).phase === 'open');
  await way.verdict(suspended, 'C3');
  for (const id of [appointed, wrong]) await way.bring(id, 'C6');
  const decision = await way.decide([appointed, wrong]);
  for (const id of [appointed, wrong]) {
    await way.awaiting(id, 'C6');
    await way.verdict(id, 'C6');
    await way.publish(id);
  }

  await moveTo('2026-01-20');
  for (const id of [appointed, wrong]) {
    await way.awaiting(id, 'C7');
    await way.verdict(id, 'C7');
    await way.appoint(id);
    await way.verdict(id, 'C8');
  }
  await contest.closeEntries(competed);
  await way.verdict(competed, 'X2');
  await contest.score(competed, entrants.slice(0, 2));
  await contest.reveal(competed);
  await way.verdict(competed, 'X3');
  await way.fix(competed, entrants.slice(0, 2));
  const lapsing = await way.toObjects();
  const annulment = await annul(office, way, annulling(office), wrong);
  for (const id of [annulment, wrong]) await office.ended(id);

  await moveTo('2027-01-22');
  await eventually('expired', async () => (await office.steps(lapsing)).includes('K2'));
  await eventually('the probation is over', async () => (await way.book(appointed)).probationOver);
  await act(people.officer, appointed, 'assessProbation', { kinds: ['probation-assessment'], body: { fit: true } });
  await way.verdict(appointed, 'C9');
  await office.ended(appointed);
  await office.at(filled.id, 'K10');
  await act(people.officer, filled.id, 'fileRecord', { kinds: ['process-record'] });
  await way.verdict(filled.id, 'K10');
  for (const id of [filled.id, vetoed]) await office.ended(id);
  return {
    'post-filled': filled.id,
    'recommendation-lapsed': lapsing,
    'filled-by-competition': competed,
    appointed,
    'vetoed-by-the-inspector': vetoed,
    'returned-by-the-inspector': returned,
    'suspended-and-cleared': suspended,
    'appointed-and-annulled': wrong,
    unfounded: investigation,
    'appointment-annulled': annulment,
    'decision-meeting': decision,
  };
};
