import type { Pool } from 'pg';
import { seatsIn } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import type { Statute } from '../domain/law/statute';
import { overAgeEnd } from '../records/ages';
import { annulmentOf } from '../records/annulled';
import { hasGuardian, TELLS_GUARDIANS } from '../records/minors';
import { type CaseAt, receivingPlace } from '../records/places';
import { queueView } from '../records/queue-view';
import { type caseView, overAgeText } from './case-view';
import { namesOf } from './names';

/** What stands beside a case as it was folded, asked for only where there can be such a thing: what annulled it, its guardian, its rank in line, who acts for its branch, who receives it, when it ends for age. */
export const besides = async (pool: Pool, found: CaseAt, view: ReturnType<typeof caseView>, who: Who, today: string, statute: Statute) => {
  const annulledBy = view.dates.approvedOn ? await annulmentOf(pool, found.state) : undefined;
  // Asked only where the book knows of a minor; said to those who tell the guardian and whom it is told of.
  const concerned = found.place.subjectId === who.personId || view.seats.some((seat) => TELLS_GUARDIANS.includes(seat));
  const minor = view.book.minor === true && (await hasGuardian(pool, found, today));
  const queue = await queueView(pool, found.state, today);
  const acting = found.state.phase === 'ended' ? [] : (found.place.actingUnits ?? []);
  const endsOn = found.procedure === 'admission' && view.phase !== 'ended' ? await overAgeEnd(pool, view.id, today) : undefined;
  const receiver = found.state.phase === 'ended' ? undefined : await receivingPlace(pool, found.state);
  return {
    ...(receiver ? { receiving: seatsIn(who, receiver) } : {}),
    ...(endsOn ? { endsOn: { on: endsOn, text: overAgeText(statute, endsOn) } } : {}),
    ...(annulledBy ? { annulledBy } : {}),
    ...(minor && concerned ? { guarded: true as const } : {}),
    // Nobody is told of who came of age since: the duty beside the steps is none any more.
    ...(view.book.minor === true && !minor ? { waiting: view.waiting.filter(({ step }) => step !== 'guardian') } : {}),
    ...(queue ? { queue } : {}),
    ...(acting.length > 0 ? { actedForBy: acting.map((await namesOf(pool, [], acting)).organisation) } : {}),
  };
};
