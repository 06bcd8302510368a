import { z } from 'zod';
import { CaseView } from './case-views';
import { Id, Instant } from './fields';
import { route } from './route';

const tag = 'cases';

export const guardianRoutes = [
  route({
    method: 'POST',
    path: '/api/cases/:id/guardian-link',
    operationId: 'issueGuardianLink',
    tag,
    summary: 'A link for the guardian of a minor whose admission is open, shown once; it also records that the guardian is informed',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    response: { 201: z.object({ token: z.string().describe('Shown once; opens POST /api/public/guardian'), expiresAt: Instant }) },
  }),
  route({
    method: 'POST',
    path: '/api/public/guardian',
    operationId: 'guardianView',
    tag,
    summary: 'What the child sees of the open case, by the guardian’s link, until the child is of age',
    auth: 'public',
    perMinute: 30,
    body: z.strictObject({ token: z.string().min(20).max(80) }),
    response: {
      200: CaseView.pick({ phase: true, openedOn: true, headline: true, timeline: true, consents: true, dates: true, queue: true }).extend({
        unit: z.string(),
        waiting: z.array(z.object({ sentence: z.object({ zh: z.string(), en: z.string() }), due: z.string().optional() })),
      }),
    },
  }),
] as const;
