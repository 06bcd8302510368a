import { seatsIn } from '../domain/authority/seats';
import { ground, type Who, within } from '../domain/authority/who';
import { closedTo } from '../domain/procedures/readers';
import type { CaseAt } from '../records/places';
import { noteReading } from '../records/readings';
import type { ApiDeps } from './deps';

/** What is noted already, so that a page that refreshes asks nothing of Postgres; forgotten readings are only asked for again. */
const REMEMBERED = 20_000;

interface Moment {
  readonly now: number;
  readonly today: string;
}

/**
 * No entry, no answer: whoever reads another person's file is in the log before it is shown. What only inspectors read is nobody's file, and no entry of
 * its reading may tell that it exists.
 */
export const readingNoter = ({ database: { pool } }: ApiDeps) => {
  const seen = new Set<string>();
  const note = async (who: Who, about: { case: string } | { person: string }, as: string, { now, today }: Moment) => {
    const key = `${today} ${who.personId} ${'case' in about ? about.case : about.person}`;
    if (seen.has(key)) return;
    await noteReading(pool, { reader: who.personId, as, about, on: today, at: now });
    if (seen.size >= REMEMBERED) seen.clear();
    seen.add(key);
  };
  return {
    ofCase: async (who: Who, { state, place, procedure }: CaseAt, moment: Moment): Promise<void> => {
      if (!place.subjectId || place.subjectId === who.personId || closedTo('inspectors').includes(procedure)) return;
      const role = who.holdings.find((held) => within(place.unitPath, ground(held)) || within(place.committeePath, ground(held)))?.role;
      await note(who, { case: state.id }, seatsIn(who, place).find((seat) => seat !== 'member') ?? role ?? 'member', moment);
    },
    ofPerson: async (who: Who, person: { readonly id: string; readonly unit_path: string | null }, moment: Moment): Promise<void> => {
      if (person.id === who.personId) return;
      const role = who.holdings.find((held) => person.unit_path !== null && within(person.unit_path, ground(held)))?.role;
      await note(who, { person: person.id }, role ?? 'member', moment);
    },
  };
};
