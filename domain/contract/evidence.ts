import { z } from 'zod';
import { parseCheckpoint } from '../evidence/checkpoint';
import { Id, Instant, whole } from './fields';
import { route } from './route';

const tag = 'evidence';
const MOST = 999_999_999;

/** A signed note as somebody holds it: copied from an earlier answer, an export or a mail. */
export const HeldNote = z
  .string({ error: '应为签名检查点的全文，请原样粘贴' })
  .max(4000, { error: '检查点太长，请只粘贴一个检查点的全文' })
  .refine((note) => parseCheckpoint(note) !== undefined, {
    error: '不是完整的签名检查点: 三行 (日志名、条数、根)、一个空行、以 “— ” 开头的签名行，并以换行结束；请原样粘贴',
  })
  .describe('The whole signed note, as `GET /api/log/checkpoint` gave it in `note`');

export const CheckpointView = z
  .object({
    note: z
      .string()
      .describe('The signed note (https://c2sp.org/tlog-checkpoint): origin, size, root; keep it, it is what you can hold us to'),
    origin: z.string(),
    algorithm: z.string(),
    size: z.int(),
    root: z.string().describe('Base64'),
    at: Instant,
    printed: z
      .object({ text: z.string(), qr: z.string() })
      .describe('For the foot of a paper: size and 160 bits of the root; for a camera, all of it'),
  })
  .meta({ id: 'Checkpoint' });

const Proof = z.array(z.string()).describe('Base64 hashes, in the order of RFC 6962');

const Compared = z.object({
  size: z.int(),
  verdict: z
    .enum(['consistent', 'shorter', 'other'])
    .describe('`shorter`: entries are gone; `other`: the log does not begin with what was seen'),
  proof: Proof,
});

/** Told at sign-in to whoever watches the log. */
export const Watched = z
  .object({
    newest: CheckpointView,
    held: Compared.optional().describe('Against `lastCheckpoint`'),
    remembered: Compared.extend({ at: Instant }).optional().describe('Against what this account was shown last'),
  })
  .meta({ id: 'WatchedLog' });

const Entry = z
  .object({
    v: z.literal(1),
    id: Id,
    at: z.int(),
    kind: z.string(),
    person: Id.optional(),
    case: Id.optional(),
    body: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LogEntry' });

const size = whole('条数', 0, MOST).describe('Number of entries in the tree');

export const evidenceRoutes = [
  route({
    method: 'GET',
    path: '/api/log/checkpoint',
    operationId: 'latestCheckpoint',
    tag,
    summary: 'The newest signed checkpoint of the log',
    description:
      'Anybody may hold one. It says nothing of any person, and whoever holds it can tell later whether an entry before it was changed.',
    auth: 'public',
    perMinute: 60,
    response: { 200: CheckpointView },
  }),
  route({
    method: 'GET',
    path: '/api/log/checkpoints/:size',
    operationId: 'checkpointBySize',
    tag,
    summary: 'The signed checkpoint of a size, such as a paper shows it',
    auth: 'public',
    perMinute: 60,
    params: z.object({ size }),
    response: { 200: CheckpointView },
  }),
  route({
    method: 'GET',
    path: '/api/log/key',
    operationId: 'logKey',
    tag,
    summary: 'The log’s public keys, as verifier keys of https://c2sp.org/signed-note',
    description:
      'Compare it with a copy that came by another way: a key that comes from here alone proves only that the log agrees with itself.',
    auth: 'public',
    perMinute: 60,
    response: { 200: z.object({ origin: z.string(), algorithm: z.string(), vkeys: z.array(z.string()) }) },
  }),
  route({
    method: 'GET',
    path: '/api/log/consistency',
    operationId: 'consistencyProof',
    tag,
    summary: 'Proof that the log of one size begins with the log of another',
    auth: 'public',
    perMinute: 60,
    query: z.object({ from: size, to: size }),
    response: { 200: z.object({ from: z.int(), to: z.int(), proof: Proof }) },
  }),
  route({
    method: 'GET',
    path: '/api/log/entries/:id/proof',
    operationId: 'inclusionProof',
    tag,
    summary: 'An entry and the proof that it is in the log',
    description: 'Of an act of your own, or of a case that you may read. Without `size`, in the newest checkpoint.',
    auth: 'session',
    params: z.object({ id: Id }),
    query: z.object({ size: size.optional() }),
    response: {
      200: z.object({
        index: z.int(),
        size: z.int(),
        leaf: z.string(),
        stamp: z.string(),
        entry: Entry,
        proof: Proof,
        checkpoint: CheckpointView.optional(),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/log/checkpoints',
    operationId: 'signCheckpoint',
    tag,
    summary: 'Number what has happened so far and sign it now',
    description: 'Auditors, administrators and inspectors. Everything signed before stays as it is.',
    auth: 'session',
    response: { 201: CheckpointView },
  }),
  route({
    method: 'POST',
    path: '/api/log/export',
    operationId: 'exportLog',
    tag,
    summary: 'The log as a file that proves itself (NDJSON)',
    description:
      'Entries of your part of the tree in full, all others as their leaf hash only, so that the whole can be verified. The export is itself an entry of the log. Check it offline with verify/tuanwu-verify.mjs.',
    auth: 'session',
    perMinute: 5,
    produces: ['application/x-ndjson'],
    response: { 200: z.string() },
  }),
  route({
    method: 'POST',
    path: '/api/cases/:id/bundle',
    operationId: 'exportCase',
    tag,
    summary:
      'A case as one file that proves itself offline (NDJSON): facts, digests of papers, log entries with inclusion proofs, checkpoint',
    description: 'Auditors, administrators and inspectors of the place. The export is itself an entry of the log.',
    auth: 'session',
    perMinute: 20,
    params: z.object({ id: Id }),
    query: z.object({
      since: size.optional().describe('Size of a checkpoint that you hold: the file then proves that the log goes on from it'),
    }),
    produces: ['application/x-ndjson'],
    response: { 200: z.string() },
  }),
] as const;
