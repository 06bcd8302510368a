import type { z } from 'zod';
import type { Table } from './table';

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
  /**
   * Who remembers the key of an idempotent write: `reply` (the default), the table of answers, in the same transaction as the effect; `command`, the
   * handler's own register: acts on cases, uploaded papers.
   */
  readonly keyKeptBy?: 'reply' | 'command';
  /** What the body is. `multipart` routes read their parts themselves. Default `json`. */
  readonly consumes?: 'json' | 'multipart';
  /** Schema of the parts of a multipart body, for the document. */
  readonly form?: Readonly<Record<string, unknown>>;
  /** Media types of a success that is no JSON. */
  readonly produces?: readonly string[];
  /** Of a list or report: it can be downloaded whole as csv or xlsx; its query takes `format`. */
  readonly table?: Table;
  /** Largest body in bytes. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** `:id` is a case or an occasion, read together with the session. */
  readonly readsCase?: true;
  /** An act on what a page has read: session and case need not be read again, if its handler proves that both still stand. */
  readonly restsOnRead?: true;
  /** Asks for a second factor given within the last minutes, where one is enrolled or required; before anything is looked at, so that no answer is kept. */
  readonly stepUp?: boolean;
  /** No line in the log of requests: a ballot must not be joined to a time or an order. */
  readonly unlogged?: boolean;
  /** Requests per minute and address. Default: no limit. */
  readonly perMinute?: number;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Shown for the body. (zod leaves `examples` of a body out of the document where a field is transformed.) */
  readonly example?: unknown;
  readonly response: Readonly<Record<number, z.ZodType>>;
}

export const route = <const R extends Route>(definition: R): R => definition;
