import { CONTEST } from '../../demo/lawful-selection';
import { createAccount } from '../../records/accounts';
import { sealScores } from '../../records/scores';
import type { Office } from './office';
import type { Product } from './product';

/** A competition in the place of a recommendation, act by act: the last of the entrants does not meet the rules, two are shortlisted. */
export const competing = async (product: Product, { people, act, state }: Office) => {
  const { pool } = product.database;
  const examiners = [people.approver2, people.approver3, people.countyOfficer];
  for (const [index, personId] of examiners.entries())
    await createAccount(pool, { personId, login: `examiner-${index}`, at: await product.clock.now() });

  const announce = (id: string) =>
    act(people.officer, id, 'publishCompetition', {
      kinds: ['competition-notice'],
      body: { ...CONTEST },
    });
  const enter = async (id: string, entrants: readonly string[]) => {
    for (const [index, person] of entrants.entries()) {
      const qualified = index < entrants.length - 1;
      await act(people.officer, id, 'enterCompetitor', {
        kinds: ['entry-form'],
        body: { person, qualified, why: qualified ? 'meets' : 'age' },
      });
    }
  };
  /** After the entry days. */
  const closeEntries = (id: string) => act(people.officer, id, 'closeEntries', { kinds: ['qualification-report'], body: { examiners } });
  /** Each examiner by himself; nobody sees them until they are opened together. */
  const score = async (id: string, qualified: readonly string[]) => {
    const { round } = await state(id);
    for (const [index, examiner] of examiners.entries())
      for (const part of ['paper', 'interview'] as const) {
        const points = Object.fromEntries(qualified.map((person, place) => [person, 8600 - place * 300 + index]));
        await sealScores(pool, product.vault, { case: id, round, part, examiner, points }, await product.clock.now());
      }
  };
  const reveal = (id: string) => act(people.officer, id, 'revealScores', { kinds: ['score-sheets'] });
  return { examiners, announce, enter, closeEntries, score, reveal };
};

export type Competing = Awaited<ReturnType<typeof competing>>;
