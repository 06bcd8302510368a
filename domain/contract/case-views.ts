import { z } from 'zod';
import { ANNULLABLE } from '../procedures/annulment/book';
import { Id } from './fields';

/* What the routes of cases answer with. */

export const Text = z.object({ zh: z.string(), en: z.string() });
/** What stands on a list beside the name: to decide on somebody, and to decide on taking it back, are not the same question. */
export const Annuls = z
  .enum(ANNULLABLE)
  .optional()
  .describe('Of an annulment: the procedure of the case whose outcome is to be taken back');
export const RefusalView = z.object({
  code: z.string(),
  text: Text,
  remedy: Text,
  clause: z.string().optional(),
  earliest: z.string().optional(),
  pointer: z.string().optional(),
});

const Waiting = z.object({
  step: z.string(),
  title: Text,
  seat: z.string(),
  desk: z.string(),
  org: Id.optional(),
  person: Id.optional(),
  since: z.string(),
  due: z.string().optional(),
  earliest: z.string().optional(),
  daysLeft: z.int().optional(),
  escalated: z.boolean().optional(),
  awaits: z.enum(['verdict', 'supplement']).optional().describe('The step itself is done: what is missing for the inspector to pass it'),
  clause: z.string(),
  citation: z.string(),
  sentence: Text,
  whyNotYet: z.array(RefusalView),
});

export const FactView = z.object({
  seq: z.int(),
  kind: z.string(),
  on: z.string(),
  at: z.string(),
  sentence: Text,
  actor: z.object({ id: Id, seat: z.string(), name: z.string().optional() }).optional(),
  recorder: z.object({ id: Id, seat: z.string(), name: z.string().optional() }).optional(),
  decidedBy: z
    .object({ unit: z.object({ id: Id, name: z.string() }), joint: z.array(z.object({ id: Id, name: z.string() })).optional() })
    .optional()
    .describe(
      'The unit above that decided or convened the branches whose members voted, where a branch is too small; the committee above, where recusals left no quorum',
    ),
  body: z.record(z.string(), z.unknown()),
  papers: z.array(z.object({ id: Id, kind: z.string(), sha256: z.string() })),
  late: z.boolean().optional(),
  finding: z.object({ code: z.string(), clause: z.string().optional(), note: z.boolean().optional() }).optional(),
  overdue: z
    .object({
      code: z.string(),
      step: z.string(),
      due: z.string().describe('The last lawful day'),
      clause: z.string(),
      provisional: z.boolean().optional().describe('The holiday notice of a year is not loaded: the last day may be a later one'),
      note: z.boolean().optional(),
      text: Text,
    })
    .optional()
    .describe('Of the paper past: the act did its step after the last lawful day. A finding beside `finding`'),
});

export const CaseInspector = z.object({
  person: z.object({ id: Id, name: z.string() }),
  office: z.object({ id: Id, name: z.string() }),
  acting: z.boolean().describe('A substitute'),
  available: z.boolean(),
  away: z.boolean().optional().describe('On leave; inspection alone'),
  conflicts: z
    .array(
      z.object({
        code: z.enum(['subject', 'kin', 'superior', 'declared', 'acted', 'decided', 'complainant']),
        with: Id.optional(),
      }),
    )
    .optional(),
});

export const Queue = z
  .object({
    rank: z.int(),
    of: z.int(),
    since: z.string().describe('Day on which it began to wait'),
    before: z.int().describe('Of those before it, how many could take a place today'),
    free: z.int().describe('Places that nobody has; they are for those who waited first'),
  })
  .describe('Where it stands among the cases that wait for the same places; nobody else is named');

export const CaseView = z
  .object({
    id: Id,
    procedure: z.string(),
    subject: z.object({ id: Id, name: z.string() }).optional(),
    parent: z.object({ id: Id, procedure: z.string() }).optional().describe('The case that opened this one'),
    unit: z.object({ id: Id, name: z.string() }),
    committee: z.object({ id: Id, name: z.string() }),
    phase: z.enum(['open', 'suspended', 'held', 'ended']),
    ending: z.string().optional(),
    endingWaits: z
      .object({ seq: z.int(), how: z.string(), on: z.string(), until: z.string(), person: Id, contested: z.boolean() })
      .optional()
      .describe('An ending that was recorded in somebody’s name: it takes effect when confirmed, or after the last day to contest it'),
    openedOn: z.string(),
    seq: z.int(),
    round: z.int(),
    stage: z.string(),
    steps: z.array(z.string()),
    headline: Text.describe('One sentence: what it waits for, who has it, until when'),
    waiting: z.array(Waiting),
    timeline: z.array(
      z.object({
        id: z.string(),
        stage: z.string(),
        title: Text,
        status: z.enum(['done', 'now', 'next', 'not-needed']),
        on: z.string().optional(),
        since: z.string().optional(),
        due: z.string().optional(),
        earliest: z.string().optional(),
        provisional: z.boolean().optional(),
        awaiting: z.enum(['verdict', 'supplement']).optional(),
        passedOn: z.string().optional().describe('Day of the inspector’s pass'),
        citation: z.string(),
      }),
    ),
    queue: Queue.optional(),
    consents: z.record(z.string(), z.object({ version: z.string(), on: z.string(), withdrawn: z.boolean().optional() })),
    dates: z
      .object({ resolvedOn: z.string().optional(), approvedOn: z.string().optional() })
      .describe('resolvedOn: membership and League age run from it; approvedOn: the committee’s approval'),
    endsOn: z
      .object({ on: z.string(), text: Text })
      .optional()
      .describe(
        'The applicant has reached the upper age: the case ends on that day, unless a vote of the branch from before the birthday is recorded',
      ),
    actedForBy: z
      .array(z.object({ id: Id, name: z.string() }))
      .optional()
      .describe('The branch has too few members to be one: what lies above it and does its work, nearest first'),
    annulledBy: z
      .object({ id: Id, on: z.string() })
      .optional()
      .describe('What it had approved was annulled later, by this case; its own facts stay as they are'),
    book: z.record(z.string(), z.unknown()).describe('What the procedure keeps: hours, contacts, introducers, number, votes, notice'),
    findings: z.int(),
    guarded: z
      .literal(true)
      .optional()
      .describe(
        'The applicant of this open admission is under 18 today: there is a guardian to be told. Shown to the applicant and to those who tell',
      ),
    law: z.object({ edition: z.string(), hash: z.string(), calendar: z.string(), region: z.string() }),
    seats: z.array(z.string()).describe('Seats that you may take in this case'),
    receiving: z
      .array(z.string())
      .optional()
      .describe(
        'While a transfer waits: seats that you may take at the branch that is asked to receive, for `acceptTransfer` and `rejectTransfer`',
      ),
  })
  .meta({ id: 'Case' });

export const CaseLine = z.object({
  id: Id,
  procedure: z.string(),
  subject: z.object({ id: Id, name: z.string() }).optional(),
  annuls: Annuls,
  post: z.string().optional().describe('Its title, in a selection, which is about no person'),
  unit: z.object({ id: Id, name: z.string() }),
  committee: Id.describe('That approves or decides it'),
  hangs: z.literal(true).optional().describe('A notice of it hangs'),
  phase: z.string(),
  stage: z.string(),
  steps: z.array(z.string()),
  due: z.string().optional(),
  openedOn: z.string(),
  ending: z.string().optional(),
  findings: z.int(),
});

export const TaskLine = z.object({
  id: z.string(),
  case: Id,
  procedure: z.string(),
  subject: z.object({ id: Id, name: z.string() }).optional(),
  post: z.string().optional().describe('Its title, in a selection, which is about no person'),
  unit: z.object({ id: Id, name: z.string() }),
  step: z.string(),
  seat: z.string(),
  since: z.string(),
  due: z.string().optional(),
  earliest: z.string().optional(),
  escalated: z.boolean(),
});
