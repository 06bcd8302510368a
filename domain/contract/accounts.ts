import { z } from 'zod';
import { Id, Instant } from './fields';
import { Login } from './password';
import { route } from './route';

const params = z.object({ id: Id });

export const AccountView = z
  .object({
    id: Id,
    person: z.object({ id: Id, name: z.string() }),
    login: z.string(),
    status: z.enum(['active', 'disabled']),
    hasPassword: z.boolean(),
    lockedUntil: Instant.optional(),
  })
  .meta({ id: 'Account' });

export const accountRoutes = [
  route({
    method: 'POST',
    path: '/api/accounts',
    operationId: 'createAccount',
    tag: 'accounts',
    summary: 'Open an account; its owner sets the password with an activation slip',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({ personId: Id, login: Login })
      .meta({ examples: [{ personId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a003', login: 'li.ming' }] }),
    response: { 201: AccountView },
  }),
  route({
    method: 'GET',
    path: '/api/accounts/:id',
    operationId: 'readAccount',
    tag: 'accounts',
    summary: 'One account',
    auth: 'session',
    params,
    response: { 200: AccountView },
  }),
  route({
    method: 'POST',
    path: '/api/accounts/:id/disable',
    operationId: 'disableAccount',
    tag: 'accounts',
    summary: 'Disable an account and end its sessions',
    auth: 'session',
    idempotent: true,
    params,
    response: { 200: AccountView },
  }),
  route({
    method: 'POST',
    path: '/api/accounts/:id/unlock',
    operationId: 'unlockAccount',
    tag: 'accounts',
    summary: 'Lift a lock or a disabling',
    auth: 'session',
    idempotent: true,
    params,
    response: { 200: AccountView },
  }),
] as const;
