import { z } from 'zod';
import { Login } from './password';
import { route } from './route';
import { SignedIn } from './session';

const tag = 'demo';

/** Served only by a system that was filled with the invented county and is not published. */
export const demoRoutes = [
  route({
    method: 'GET',
    path: '/api/demo/accounts',
    operationId: 'demoAccounts',
    tag,
    summary: 'The invented county’s accounts, to try each role with one click; none elsewhere',
    auth: 'public',
    response: {
      200: z.object({
        items: z.array(z.object({ login: z.string(), name: z.string(), roles: z.array(z.string()), unit: z.string() })),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/demo/session',
    operationId: 'demoSignIn',
    tag,
    summary: 'Sign in as one of the invented people, without a password',
    auth: 'public',
    body: z.strictObject({ login: Login }).meta({ examples: [{ login: 'class.secretary' }] }),
    response: { 200: SignedIn },
  }),
] as const;
