import { z } from 'zod';
import { Day } from '../calendar/day';
import { SEATS } from './step';

const Id = z.uuid();

/** A paper (材料) named by an act: its row and the digest of its content; the content stays in Postgres. */
export const PaperRef = z.object({ id: Id, kind: z.string().max(64), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type PaperRef = z.infer<typeof PaperRef>;

export const Party = z.object({ id: Id, seat: z.enum(SEATS) });
export type Party = z.infer<typeof Party>;

/**
 * A command as it is registered, signed and sent. `actor` did it, `recorder` typed it (the same person unless on someone's behalf); `on` is the
 * day of the act, which may lie in the past; `evidence` is what the sender looked up (age, membership, roles), dated by `evidenceOn`.
 * No personal data: ids, days, counts, verdicts and digests only.
 */
export const Command = z.object({
  id: Id,
  target: Id,
  kind: z.string().max(64),
  on: Day,
  actor: Party,
  recorder: Party,
  body: z.record(z.string(), z.unknown()),
  bodyHash: z.string(),
  papers: z.array(PaperRef).max(40),
  evidence: z.record(z.string(), z.unknown()),
  evidenceOn: Day,
  /** When it was made, by the domain clock in milliseconds; absent in commands of earlier releases. */
  issuedAt: z.number().int().nonnegative().optional(),
  /** Set when an occasion (公示, 大会, 仪式…) speaks: its id and machine. */
  occasion: z.object({ id: Id, machine: z.string() }).optional(),
  /** The act rests on what was read at this seq; a later fact refuses it (412). */
  expectedSeq: z.number().int().nonnegative().optional(),
  /** A late record (补录): an officer's reason lies among the papers. */
  lateReason: z.boolean().optional(),
  /** Carried by adoptPack and adoptCalendar only. */
  statute: z.unknown().optional(),
  signer: z.string(),
  signature: z.string(),
});
export type Command = z.infer<typeof Command>;

/** What is signed: everything but the signature. */
export const unsigned = (command: Command): Omit<Command, 'signature'> => {
  const { signature: _, ...rest } = command;
  return rest;
};
