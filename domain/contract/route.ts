import type { z } from 'zod';

/**
 * One route of the API as data: it serves the Fastify server, the web client and the OpenAPI document alike. The handler lives in `api/`,
 * under the same `operationId`.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify style: `/api/cases/:id`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** `public`: anybody; `session`: signed in. Every other right is asked of `authority` by the handler. */
  readonly auth: 'public' | 'session';
  /** Writes take an Idempotency-Key unless they change nothing that matters twice (sign-in). */
  readonly idempotent?: boolean;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: Readonly<Record<number, z.ZodType>>;
}

export const route = <const R extends Route>(definition: R): R => definition;
