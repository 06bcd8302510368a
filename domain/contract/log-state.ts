import { z } from 'zod';
import { CheckpointView } from './evidence';
import { Id, Instant } from './fields';
import { route } from './route';

const tag = 'evidence';
const Text = z.object({ zh: z.string(), en: z.string() });

export const Reconciliation = z
  .object({
    at: Instant,
    deep: z.boolean().describe('Every ledger was folded anew and every paper read'),
    total: z.int(),
    kinds: z.array(z.object({ kind: z.string(), text: Text, count: z.int() })),
    differences: z
      .array(z.object({ kind: z.string(), case: Id.optional(), seq: z.number().optional(), id: z.string().optional() }))
      .describe('The first two hundred'),
  })
  .meta({ id: 'Reconciliation' });

export const logStateRoutes = [
  route({
    method: 'GET',
    path: '/api/log/state',
    operationId: 'readLogState',
    tag,
    summary: 'How the log stands, what is wrong with the system now, and what the last comparison found',
    description:
      'Auditors, administrators and inspectors. Faults and differences of the cases that the reader may see; what belongs to no case is told to whoever watches the topmost organisation.',
    auth: 'session',
    response: {
      200: z.object({
        entries: z.int(),
        unnumbered: z.int().describe('Not yet in the tree: the next round numbers them'),
        checkpoint: CheckpointView.optional(),
        faults: z.array(z.object({ kind: z.string(), text: Text, count: z.int(), since: Instant })),
        reconciliation: Reconciliation.optional().describe('The last; absent while there has been none'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/log/reconcile',
    operationId: 'reconcileNow',
    tag,
    summary: 'Compare ledger, log, register, papers and read rows now; nothing is repaired',
    description:
      'Without reading every paper and folding every ledger: that is `npm run reconcile` on the server. Kept, and an entry of the log.',
    auth: 'session',
    perMinute: 4,
    response: { 200: Reconciliation },
  }),
] as const;
