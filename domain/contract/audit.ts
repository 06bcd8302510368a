import { z } from 'zod';
import { RUSH_KINDS } from '../audit/rush';
import { Day } from '../calendar/day';
import { HOLDERS } from '../standing/holder';
import { REASONS } from '../standing/reasons';
import { Bulk, BulkRow } from './bulk';
import { Id, page, pageOf, whole } from './fields';
import { route } from './route';
import { format } from './table';
import { rushTable, stalledTable } from './tables';
import { standingTable } from './tables-law';

const tag = 'audit';

const Named = z.object({ id: Id, name: z.string() });
const Text = z.object({ zh: z.string(), en: z.string() });
const Holder = z.enum(HOLDERS).describe('`rule`: a lawful wait; `held`: paused for a finding; `system`: nobody’s omission');
const Code = z.enum(REASONS);

const StandingReason = z
  .object({
    code: Code,
    since: z.string().describe('First day on which it was so'),
    days: z.int().describe('Calendar days for which it has been so, today included'),
    due: z.string().optional(),
    step: z.string().optional(),
    clause: z.string(),
    citation: z.string(),
    fault: z.string().optional(),
    sentence: Text,
  })
  .meta({ id: 'StandingReason' });

const Parts = z.partialRecord(Holder, z.int()).describe('Seconds with each holder; they add up to the case’s age');

export const StalledLine = z
  .object({
    case: Id,
    procedure: z.string(),
    subject: Named.optional(),
    post: z.string().optional().describe('Its title, in a selection, which is about no person'),
    unit: Named,
    stage: z.string(),
    openedOn: z.string(),
    ageDays: z.int(),
    holder: Holder,
    at: Named.optional().describe('At whose desk; absent for a system fault'),
    parts: Parts,
    reason: StandingReason,
    others: z.array(Code).describe('Reasons beside the leading one'),
  })
  .meta({ id: 'StalledCase' });

export const StandingView = z.object({
  from: z.int().describe('Seconds since 1970-01-01 UTC'),
  until: z.int(),
  seconds: z.int(),
  parts: Parts,
  spans: z.array(z.object({ holder: Holder, from: z.int(), until: z.int(), step: z.string().optional(), at: Named.optional() })),
  holder: Holder.optional().describe('Who holds it now; absent when it has ended'),
  reasons: z.array(StandingReason).describe('The leading one first; empty: it goes its way'),
});

const Counts = z.record(z.string(), z.int());

export const RushLine = z
  .object({
    id: z.string().describe('Made of what it names: the same tomorrow'),
    kind: z.enum(RUSH_KINDS),
    on: z.string(),
    unit: Named.optional(),
    people: z.array(Named).describe('Introducers, or whoever was in two places'),
    count: z.int(),
    of: z.int(),
    cases: z.array(Id),
    figure: z
      .object({ key: z.string(), value: z.unknown() })
      .optional()
      .describe('Absent where nothing is counted: it is wrong from the first time on'),
    citation: z.string(),
    sentence: Text,
  })
  .meta({ id: 'RushFinding' });

/** What narrows the board down. */
const filters = {
  unit: Id.optional().describe('The unit and everything below it'),
  procedure: z.string().max(40).optional(),
  stage: z.string().max(40).optional(),
  reason: z.enum(REASONS, { error: '停滞原因不在名单中, 请从名单中选择' }).optional(),
  holder: z.enum(HOLDERS, { error: '承办方不在名单中, 请从名单中选择' }).optional(),
  minDays: whole('天数', 0, 36_500).optional().describe('Cases that are at least so many days old'),
};

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/api/audit/stalled',
    operationId: 'listStalled',
    tag,
    summary: 'Cases that stand still: which, at whose desk, since when, against which clause',
    description: 'The longest first. The board follows the cases within a minute; `GET /api/cases/{id}/standing` says how it is now.',
    auth: 'session',
    query: z.object({ ...page, ...filters, ...format }),
    table: stalledTable,
    response: {
      200: pageOf(StalledLine).extend({
        counts: z
          .object({
            total: z.int(),
            reason: Counts,
            procedure: Counts,
            stage: Counts,
            holder: Counts,
            units: z.array(Named.extend({ count: z.int() })).describe('The twenty units with the most'),
          })
          .describe('Of everything that meets the filters'),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/audit/rush',
    operationId: 'listRushFindings',
    tag,
    summary:
      'Marks of rush admission (突击发展): same-day batches, one pair of introducers, two places at once, reused hours, quota spent in December',
    description:
      'Findings, not refusals: nothing is blocked by them. Of cases within reach, the newest first; the period is this year so far unless given, three years at most. A meeting and a League class are known by their day, so two at once means two on one day that no one person can attend.',
    auth: 'session',
    query: z.object({
      ...page,
      unit: Id.optional().describe('The unit and everything below it'),
      from: Day.optional(),
      to: Day.optional(),
      kind: z.enum(RUSH_KINDS, { error: '线索种类不在名单中, 请从名单中选择' }).optional(),
      ...format,
    }),
    table: rushTable,
    response: { 200: pageOf(RushLine) },
  }),
  route({
    method: 'POST',
    path: '/api/audit/bulk',
    operationId: 'actInBulk',
    tag,
    summary: 'One act that keeps cases moving, for many cases, with a result for each',
    description:
      'urge, suspend, resume, reassign, extendDeadline, escalate, returnTo, endCase. With `preview` nothing is done: each row says whether it would be, and how the case would stand. Every act is judged, recorded and logged case by case; what is refused for one case keeps no other back. An inspector’s task is never touched. The single form of each act is POST /api/cases/{id}/commands, its preview POST /api/cases/{id}/judge. Repeated with the same Idempotency-Key the answer is the same.',
    auth: 'session',
    idempotent: true,
    keyKeptBy: 'command',
    body: Bulk,
    response: { 200: z.object({ items: z.array(BulkRow) }) },
  }),
  route({
    method: 'GET',
    path: '/api/cases/:id/standing',
    operationId: 'readStanding',
    tag,
    summary: 'A case’s age split by who held it, and why it stands still',
    auth: 'session',
    readsCase: true,
    params: z.object({ id: Id }),
    query: z.object(format),
    table: standingTable,
    response: { 200: StandingView },
  }),
] as const;
