import { z } from 'zod';
import { FactView, Text } from './case-views';
import { Id } from './fields';
import { route } from './route';
import { format } from './table';
import { inspectionDeskTable } from './tables-own';

const tag = 'inspection';
const Named = z.object({ id: Id, name: z.string() });
const About = {
  case: Id,
  procedure: z.string(),
  subject: Named.optional(),
  post: z.string().optional().describe('Its title, in a selection, which is about no person'),
  unit: Named,
};

const Item = z.object({
  ...About,
  step: z.string(),
  title: Text,
  since: z.string(),
  due: z.string().optional(),
  daysLeft: z.int().optional().describe('Negative when overdue'),
  escalated: z.boolean().describe('Overdue, and at the higher inspection office as well'),
});

const PaperLine = z.object({ id: Id, kind: z.string(), title: z.string(), sha256: z.string(), seq: z.int(), on: z.string() });
const Figure = z.object({ key: z.string(), value: z.unknown(), unit: z.string(), citation: z.string() });

const Stage = z.object({
  step: z.string(),
  title: Text,
  citation: z.string(),
  since: z.string(),
  awaiting: z.enum(['verdict', 'supplement']).optional(),
  due: z.string().optional(),
  done: z.array(FactView).describe('What was done in it since it opened, by whom, on which papers'),
  asks: z.object({
    acts: z.array(z.object({ kind: z.string(), title: Text, papers: z.array(z.string()), done: z.boolean() })),
    notHandedIn: z.array(z.string()).describe('Papers of acts that were not done; not every act is needed in every case'),
    figures: z.array(Figure),
  }),
});

export const DeskAnswer = z.object({
  today: z.string(),
  verdicts: z.array(Item),
  held: z.array(Item).describe('Cases that are held, until the finding'),
  investigations: z.array(Item),
  supplements: z.array(Item).describe('Asked for by me, not yet given: my own time rests'),
  objections: z.array(z.object({ ...About, objection: Id, occasion: Id, since: z.string() })),
  complaints: z
    .array(z.object({ complaint: Id, since: z.string(), named: z.boolean() }))
    .describe('Nobody has said yet what they are about'),
});

export const inspectorDeskRoutes = [
  route({
    method: 'GET',
    path: '/api/inspection/desk',
    operationId: 'inspectionDesk',
    tag,
    summary: 'The inspector’s desk: what awaits me, in which case, since when, until when',
    description: 'Two hundred of each kind at most, earliest due day first. To anybody but an inspector it does not exist.',
    auth: 'session',
    query: z.object(format),
    table: inspectionDeskTable,
    response: { 200: DeskAnswer },
  }),
  route({
    method: 'GET',
    path: '/api/inspection/cases/:id',
    operationId: 'inspectCase',
    tag,
    summary: 'One case for its inspector: what was done, all papers, what the rule asks, conflicts, earlier verdicts, supplements',
    auth: 'session',
    params: z.object({ id: Id }),
    response: {
      200: z.object({
        ...About,
        phase: z.string(),
        openedOn: z.string(),
        parent: z.object({ id: Id, procedure: z.string() }).optional(),
        stages: z.array(Stage),
        papers: z.array(PaperLine),
        verdicts: z
          .array(
            z.object({
              ...About,
              step: z.string(),
              verdict: z.enum(['pass', 'return', 'suspend', 'veto']),
              backTo: z.string().optional(),
              on: z.string(),
              by: Named.optional(),
              papers: z.array(Id),
            }),
          )
          .describe('Of this case, of the one above it, and of its siblings'),
        supplements: z.array(
          z.object({
            step: z.string(),
            askedOn: z.string(),
            by: Named.optional(),
            givenOn: z.string().optional(),
            withdrawnOn: z.string().optional().describe('Taken back, or the verdict was given without it'),
            papers: z.array(Id),
          }),
        ),
        conflicts: z.object({
          mine: z.array(z.string()).describe('Codes: with any of them you are recused'),
          substitute: z.boolean().describe('Somebody else of the office, or of one above it, is free'),
        }),
        investigations: z.array(z.object({ id: Id, phase: z.string(), openedOn: z.string(), conclusion: z.string().optional() })),
      }),
    },
  }),
] as const;
