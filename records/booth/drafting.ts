import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { faultOfHolders, type Holder, type Level, tooFewDraw } from '../../domain/ballots/booth';
import { type BallotForm, faultOfForm } from '../../domain/ballots/form';
import { paperSize } from '../../domain/ballots/paper';
import { digestOf } from '../../domain/ballots/proof';
import { appendLog, sha256 } from '../log';
import { Refused } from '../refused';
import { no } from './refusals';
import { sealedSize } from './unseal';

export interface Draft {
  readonly occasion: string;
  readonly item: string;
  readonly level: Level;
  /** Whether the pack or the adopted method allows votes from elsewhere. */
  readonly remoteAllowed: boolean;
  readonly form: BallotForm;
  /** The meeting's roll, as it was taken. */
  readonly roll: { readonly entitled: readonly string[]; readonly present: readonly string[] } | undefined;
  readonly recused: readonly string[];
  readonly away: readonly string[];
  /** Of an election: who may vote from elsewhere, beside those in the room. */
  readonly absentees?: readonly string[] | undefined;
  /** Beside those in the room at least so many draw, or nobody. */
  readonly leastDrawing?: number | undefined;
  /** Persons who stand. */
  readonly standing: readonly string[];
  readonly holders: readonly Holder[];
  readonly objectionDays: number;
  readonly by: string;
  readonly at: number;
}

/** Who votes in the room, and who draws. Nobody does both: absentees are on the roll of those entitled, and not among those present. */
const votersOf = ({ roll, recused, away, level, absentees, leastDrawing = 0 }: Draft): { inRoom: string[]; drawing: string[] } => {
  if (!roll) throw no.rollMissing();
  for (const [field, list] of [
    ['recused', recused],
    ['away', away],
  ] as const) {
    const stranger = list.findIndex((id) => !roll.present.includes(id));
    if (stranger >= 0) throw no.notOnRoll({ pointer: `/${field}/${stranger}` });
  }
  const here = [...new Set(roll.present)].filter((id) => !recused.includes(id) && !away.includes(id));
  if (here.length === 0) throw no.nobodyVotes();
  if (!absentees) return level === 'room' ? { inRoom: here, drawing: [] } : { inRoom: [], drawing: here };
  const stranger = absentees.findIndex((id) => !roll.entitled.includes(id) || roll.present.includes(id));
  if (stranger >= 0) throw no.notAbsent({ pointer: `/absentees/${stranger}` });
  if ((level === 'remote') !== absentees.length > 0) throw no.absenteesMissing({ pointer: '/absentees' });
  const drawing = [...new Set(absentees)];
  if (tooFewDraw(drawing.length, leastDrawing)) throw no.tooFewAbsentees(leastDrawing, { pointer: '/absentees' });
  return { inRoom: here, drawing };
};

/** Drafts a booth over the roll as it stands now; the roll is frozen with it. */
export const draftBooth = async (tx: PoolClient, draft: Draft): Promise<string> => {
  if (draft.level === 'remote' && !draft.remoteAllowed) throw no.remoteNotAllowed({ pointer: '/level' });
  const fault = faultOfForm(draft.form) ?? faultOfHolders(draft.holders, draft.standing);
  if (fault) throw new Refused(fault);
  const { inRoom, drawing } = votersOf(draft);
  const voters = [...inRoom, ...drawing];
  const id = randomUUID();
  const { rowCount } = await tx.query(
    `INSERT INTO booth (id, occasion_id, item, level, form, sealed_size, entitled, voters, in_room, least_drawing, recused, away, standing, objection_days, drafted_by)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11::uuid[], $12::uuid[], $13::uuid[], $14, $15) ON CONFLICT DO NOTHING`,
    [
      id,
      draft.occasion,
      draft.item,
      draft.level,
      JSON.stringify(draft.form),
      sealedSize(paperSize(draft.form)),
      draft.roll?.entitled.length ?? 0,
      voters.length,
      inRoom.length,
      draft.leastDrawing ?? 0,
      draft.recused,
      draft.away,
      draft.standing,
      draft.objectionDays,
      draft.by,
    ],
  );
  if (rowCount !== 1) throw no.already({ pointer: '/item' });
  await tx.query(
    'INSERT INTO ballot_roll (booth_id, person_id, draws) SELECT $1, p, p = ANY($3::uuid[]) FROM unnest($2::uuid[]) AS p ORDER BY p',
    [id, voters, drawing],
  );
  await tx.query('INSERT INTO booth_key (booth_id, role, holder_id) SELECT $1, r, h FROM unnest($2::text[], $3::uuid[]) AS k(r, h)', [
    id,
    draft.holders.map(({ role }) => role),
    draft.holders.map(({ holder }) => holder),
  ]);
  await appendLog(tx, {
    at: draft.at,
    kind: 'ballot.drafted',
    personId: draft.by,
    caseId: draft.occasion,
    body: {
      booth: id,
      item: draft.item,
      level: draft.level,
      form: digestOf(draft.form, sha256),
      voters: voters.length,
      inRoom: inRoom.length,
    },
  });
  return id;
};
