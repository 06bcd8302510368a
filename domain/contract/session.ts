import { z } from 'zod';
import { HeldNote, Watched } from './evidence';
import { Id, Instant, Nothing, text } from './fields';
import { Login, NewPassword } from './password';
import { route } from './route';
import { format } from './table';
import { sessionTable } from './tables-own';

const tag = 'session';

/** What is typed at sign-in is compared, not judged: no rule of a new login or password may tell anything here. */
const Typed = z.string({ error: '应为文本，请填写' }).min(1, { error: '不能为空，请填写' }).max(512, { error: '太长，请核对' });

const Organisation = z.object({ id: Id, name: z.string(), kind: z.string() });

export const Me = z
  .object({
    person: z.object({ id: Id, name: z.string(), league: z.string(), unit: Organisation.optional() }),
    login: z.string(),
    holdings: z.array(z.object({ id: Id, role: z.string(), organisation: Organisation, acting: z.boolean() })),
    unread: z.int(),
    mustChangePassword: z.boolean(),
    mode: z.enum(['production', 'rehearsal']),
    today: z.string().describe('Today as cases see it (Asia/Shanghai); in a rehearsal it leaps'),
  })
  .meta({ id: 'Me' });

export const SignedIn = z.object({
  token: z.string().describe('For `Authorization: Bearer`; browsers have it as a cookie'),
  expiresAt: Instant,
  mustChangePassword: z.boolean(),
  log: Watched.optional().describe(
    'For auditors, administrators and inspectors: the newest checkpoint of the log, and whether it goes on from the last one',
  ),
});

export const SessionView = z.object({
  id: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  agent: z.string(),
  current: z.boolean(),
});

export const sessionRoutes = [
  route({
    method: 'POST',
    path: '/api/session',
    operationId: 'signIn',
    tag,
    summary: 'Sign in',
    description:
      'Sets the session cookie and returns the same token. Where a second factor is enrolled, `second-factor-required` asks for `factor`. Five failures of either lock the account for 1, 2, 4 ... 15 minutes. Whoever watches the log sends `lastCheckpoint` along and hears, with the proof, whether the log still begins with it.',
    auth: 'public',
    perMinute: 20,
    body: z
      .strictObject({
        login: Typed,
        password: Typed,
        factor: Typed.optional().describe('Six digits or a recovery code, where a second factor is enrolled'),
        lastCheckpoint: HeldNote.optional(),
      })
      .meta({ examples: [{ login: 'demo.secretary', password: 'correct horse battery' }] }),
    response: { 200: SignedIn },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    operationId: 'signOut',
    tag,
    summary: 'Sign out',
    auth: 'session',
    response: { 204: Nothing },
  }),
  route({
    method: 'POST',
    path: '/api/session/step-up',
    operationId: 'stepUp',
    tag,
    summary: 'Give the second factor again, for acts of decision within the next five minutes',
    description: 'The session goes on under the new token (and cookie) of the answer; the old token is void.',
    auth: 'session',
    perMinute: 20,
    body: z.strictObject({ code: Typed }).meta({ examples: [{ code: '123456' }] }),
    response: { 200: z.object({ token: z.string(), expiresAt: Instant, until: Instant }) },
  }),
  route({
    method: 'GET',
    path: '/api/me/second-factor',
    operationId: 'readSecondFactor',
    tag,
    summary: 'My second factor',
    auth: 'session',
    response: {
      200: z.object({
        enrolled: z.boolean(),
        policy: z.enum(['offered', 'required']),
        expected: z.boolean().describe('My roles are among those that should have one'),
        permitNeeded: z.boolean().describe('Inspectors enrol with a permit from the head of their office'),
        recoveryCodesLeft: z.int(),
        givenAt: Instant.optional().describe('When this session last gave it'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/second-factor',
    operationId: 'beginSecondFactor',
    tag,
    summary: 'Begin to enrol a second factor (TOTP, RFC 6238): the secret is shown once',
    description: 'Nothing is asked at sign-in before it is confirmed. Asking again makes a new secret.',
    auth: 'session',
    perMinute: 20,
    body: z
      .strictObject({ password: Typed, permit: Typed.optional().describe('Inspectors: the code of the permit') })
      .meta({ examples: [{ password: 'correct horse battery' }] }),
    response: { 200: z.object({ uri: z.string(), secret: z.string(), qr: z.string().describe('The URI as a QR code, inline SVG') }) },
  }),
  route({
    method: 'POST',
    path: '/api/me/second-factor/confirm',
    operationId: 'confirmSecondFactor',
    tag,
    summary: 'Confirm it with its first code; the answer holds the recovery codes, to be printed, one use each',
    description: 'Every other session of mine ends, and this one goes on under a new token.',
    auth: 'session',
    perMinute: 20,
    body: z.strictObject({ code: Typed }).meta({ examples: [{ code: '123456' }] }),
    response: { 200: z.object({ recoveryCodes: z.array(z.string()), token: z.string(), expiresAt: Instant }) },
  }),
  route({
    method: 'GET',
    path: '/api/me',
    operationId: 'whoAmI',
    tag,
    summary: 'Who am I, and what do I hold',
    auth: 'session',
    response: { 200: Me },
  }),
  route({
    method: 'GET',
    path: '/api/me/queue-key',
    operationId: 'readQueueKey',
    tag,
    summary: 'What my browser seals acts with that the network could not carry yet',
    description:
      'The same for the same person in every session: what was sealed opens again after signing in, and for nobody else. A page holds the key while it is open and keeps it nowhere.',
    auth: 'session',
    response: {
      200: z.object({
        key: z.string().describe('256 bits for AES-GCM, base64'),
        owner: z.string().describe('Marks what this key opens; tells nothing of the person'),
      }),
    },
  }),
  route({
    method: 'PUT',
    path: '/api/me/password',
    operationId: 'changePassword',
    tag,
    summary: 'Change my password; every other session of mine ends',
    auth: 'session',
    body: z.strictObject({ current: Typed, next: NewPassword }),
    response: { 204: Nothing },
  }),
  route({
    method: 'GET',
    path: '/api/sessions',
    operationId: 'listSessions',
    tag,
    summary: 'My sessions',
    auth: 'session',
    query: z.object(format),
    table: sessionTable,
    response: { 200: z.object({ items: z.array(SessionView) }) },
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    operationId: 'endSession',
    tag,
    summary: 'End one of my sessions',
    auth: 'session',
    params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/, { error: '会话编号无效，请从列表中复制' }) }),
    response: { 204: Nothing },
  }),
  route({
    method: 'POST',
    path: '/api/activation',
    operationId: 'activate',
    tag,
    summary: 'Use a printed activation slip: choose login and password',
    description: 'A slip works once and expires. For a person who already has an account it sets a new password and ends all sessions.',
    auth: 'public',
    perMinute: 20,
    body: z
      .strictObject({
        code: text(64),
        login: Login,
        password: NewPassword,
        factor: Typed.optional().describe('Where a second factor is enrolled: a slip gives a new password, not a new factor'),
      })
      .meta({ examples: [{ code: 'K7QD-9MZT-3VXA-HF2E', login: 'li.ming', password: 'four words make one' }] }),
    response: { 200: SignedIn },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/activation-slip',
    operationId: 'issueActivationSlip',
    tag,
    summary: 'Issue an activation slip for a person; earlier slips become void',
    description: 'The code is shown once, to be printed and handed over. Not repeatable by key: asking again makes a new slip.',
    auth: 'session',
    params: z.object({ id: Id }),
    response: { 201: z.object({ code: z.string(), expiresAt: Instant }) },
  }),
] as const;
