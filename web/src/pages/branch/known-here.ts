import type { Occasion } from '../../api/contract';
import { type QueuedAct, takenAsDone } from '../../queue/act';

export type KnownOccasion = Omit<Occasion, 'entries'> & {
  /** Something on it is not sent yet. */
  readonly queued?: true;
  readonly entries: (Occasion['entries'][number] & { readonly queued?: true })[];
};

interface Roll {
  readonly entitled: readonly string[];
  readonly present: readonly string[];
  readonly chair?: string;
}
type Body = Readonly<Record<string, unknown>>;

const idsOf = (body: Body, name: string): readonly string[] => (body[name] as readonly string[] | undefined) ?? [];

/** The same counts that the meeting will keep: those present less whoever is recused or has left. */
const countsOf = (roll: Roll, kind: string, body: Body): Record<string, number> => {
  const away = [...idsOf(body, 'recused'), ...idsOf(body, 'left')];
  const shared = { entitled: roll.entitled.length, present: roll.present.filter((id) => !away.includes(id)).length };
  if (kind === 'recordItem') {
    const numbers = ['for', 'against', 'abstain', 'issued', 'returned', 'invalid'].filter((name) => typeof body[name] === 'number');
    return { ...shared, ...Object.fromEntries(numbers.map((name) => [name, body[name] as number])) };
  }
  const says = (what: string): number => (body.statements as readonly { says: string }[]).filter((one) => one.says === what).length;
  return { ...shared, for: says('agree'), against: says('disagree'), defer: says('defer') };
};

const after = (occasion: KnownOccasion, act: QueuedAct): KnownOccasion => {
  const { detail } = occasion;
  const queued = act.state === 'sent' ? {} : { queued: true as const };
  if (act.kind === 'takeRoll') {
    const { present, chair } = act.body as { present: string[]; chair?: string };
    const roll: Roll = { entitled: act.entitled ?? present, present, ...(chair ? { chair } : {}) };
    return { ...occasion, ...queued, detail: { ...detail, roll } };
  }
  if (act.kind === 'closeMeeting' || act.kind === 'closeDecision') return { ...occasion, ...queued, detail: { ...detail, closed: true } };
  const roll = detail.roll as Roll | undefined;
  if (!roll || !['recordItem', 'recordStatements'].includes(act.kind)) return occasion;
  const counts = countsOf(roll, act.kind, act.body);
  const entries = occasion.entries.map((one) =>
    one.case === act.body.case && one.status === 'pending' ? { ...one, status: 'voted', counts, ...queued } : one,
  );
  return { ...occasion, ...queued, entries };
};

/** An occasion as it will be when what waits here has been sent, if nobody objects. */
export const knownHere = (occasion: Occasion, acts: readonly QueuedAct[]): KnownOccasion =>
  takenAsDone(acts, occasion.id, occasion.seq).reduce(after, occasion);
