import type { Pool } from 'pg';
import type { Desk } from '../dispatch/desk';
import { seatsIn } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import type { Holder } from '../domain/ballots/booth';
import { dayOf } from '../domain/calendar/day';
import { actOf } from '../domain/case/acts';
import { procedureOf } from '../domain/procedures';
import { whoIs } from '../records/accounts';
import { no } from '../records/booth/refusals';
import { type BoothRow, findBooth, keysOf, votesIn } from '../records/booth/rows';
import { conflictsOfAll } from '../records/conflicts';
import { caseState, questionOf } from '../records/impartial';
import type { CaseAt } from '../records/places';
import type { Vault } from '../records/sealed';
import { lawful } from './lawful';
import { forbidden, notFound } from './problem';

/** The act that records what was voted, of each meeting that votes in secret: whoever may give it holds the booth. */
const RECORDS_VOTES: Readonly<Record<string, string>> = { meeting: 'recordItem', decision: 'recordStatements', election: 'countBallots' };
const recordingAct = ({ procedure }: CaseAt) => actOf(procedureOf(procedure), RECORDS_VOTES[procedure] ?? '');

/** What a booth is drafted for, and by whom its keys are held. */
interface Voted {
  readonly item: string;
  readonly holders: readonly Holder[];
  readonly recused: readonly string[];
  /** Persons who stand. */
  readonly standing: readonly string[];
}

/** Who may do what to a booth. Whoever may not even know of it is told that there is none. */
export const boothRights = (pool: Pool, vault: Vault, desk: Desk) => {
  const readable = (who: Who, occasion: string): Promise<CaseAt | undefined> =>
    lawful(desk.read(who, occasion)).catch((error: { refusal?: { code: string } }) => {
      if (error.refusal?.code === 'not-found') return undefined;
      throw error;
    });

  /** The occasion, for whoever records its votes; 404 for strangers, 403 for readers. */
  const held = async (who: Who, occasion: string): Promise<CaseAt> => {
    const found = await readable(who, occasion);
    if (!found) throw notFound();
    const act = recordingAct(found);
    if (!act) throw notFound();
    if (!seatsIn(who, found.place).some((seat) => act.seats.includes(seat)))
      throw forbidden('票箱由会议的承办人办理', 'The booth is kept by whoever records the votes of the meeting');
    return found;
  };

  /** A booth that somebody may see: readers of the meeting, its voters, holders of its keys. */
  const seen = async (who: Who, id: string): Promise<BoothRow> => {
    const booth = await findBooth(pool, id);
    if (!booth) throw notFound();
    if (await votesIn(pool, id, who.personId)) return booth;
    if ((await keysOf(pool, id)).some((key) => key.holder_id === who.personId)) return booth;
    if (!(await readable(who, booth.occasion_id))) throw notFound();
    return booth;
  };

  /** A booth for whoever keeps it. Voters and holders of keys know of it, so they hear that it is not theirs to keep. */
  const kept = async (who: Who, id: string): Promise<BoothRow> => {
    const booth = await seen(who, id);
    if (await readable(who, booth.occasion_id)) await held(who, booth.occasion_id);
    else throw forbidden('票箱由会议的承办人办理', 'The booth is kept by whoever records the votes of the meeting');
    return booth;
  };

  /** Whether an inspector has an interest in what is voted on. A complaint's is passed over: from a refusal nobody may learn who complained. */
  const interested = async (inspector: string, found: CaseAt, { item, standing }: Voted, on: string): Promise<boolean> => {
    const about = await caseState(pool, item);
    const question = about ? questionOf(about, on) : { case: found.state.id, candidates: standing, on };
    const conflicts = (await conflictsOfAll(pool, vault, [inspector], question)).get(inspector) ?? [];
    return conflicts.some(({ secret }) => !secret);
  };

  /**
   * Each key to one who may hold it: the inspector sits as such here and has no interest in what is voted on, scrutineers are on the roll, the envelope
   * is the keeper's; whoever leaves the room for the vote holds none.
   */
  const holdersFit = async (found: CaseAt, voted: Voted, present: readonly string[], now: number): Promise<void> => {
    const act = recordingAct(found);
    for (const [index, { role, holder }] of voted.holders.entries()) {
      const pointer = `/holders/${index}/holder`;
      const other = await whoIs(pool, holder, dayOf(now));
      const seats = other ? seatsIn(other, found.place) : [];
      if (role === 'inspector' && !seats.includes('inspector')) throw no.notInspector({ pointer });
      if (voted.recused.includes(holder) || (role === 'inspector' && (await interested(holder, found, voted, dayOf(now)))))
        throw no.recusedHolder({ pointer });
      if (role === 'envelope' && !seats.some((seat) => act?.seats.includes(seat))) throw no.wrongHolder({ pointer });
      if (role.endsWith('scrutineer') && !present.includes(holder)) throw no.wrongHolder({ pointer });
    }
  };

  return { held, seen, kept, holdersFit };
};
