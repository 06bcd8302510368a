import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { Problem } from '../domain/contract/problem';
import type { Route } from '../domain/contract/route';
import { MEDIA } from './download/download';

type Json = Record<string, unknown>;
type Operation = Json & { requestBody?: { content: Record<string, Json> }; parameters?: Json[]; responses?: Record<string, Json> };

/** Which refusals an operation can answer with, besides those of its own law. */
function problemsOf(route: Route): Record<string, string> {
  return {
    '400': 'The request is not as it should be; `errors` names each field',
    ...((route.auth === 'session' || route.operationId === 'signIn') && { '401': 'Not signed in' }),
    ...((route.auth === 'session' || route.method !== 'GET') && { '403': 'No right to do this, or sent by another site’s page' }),
    ...((route.params || route.query || route.method !== 'GET') && { '404': 'Unknown, or none of your business' }),
    ...(route.idempotent && { '409': 'In conflict with what is there, or the same key is still at work' }),
    ...(route.keyKeptBy === 'command' && { '412': 'It rests on what has changed since; `since` lists the newer facts' }),
    ...(route.params && { '414': 'A part of the address is too long' }),
    ...(route.method !== 'GET' &&
      route.method !== 'DELETE' && {
        '413': 'Too large',
        '415': 'Wrong media type',
        '422': 'The rules refuse it: read `clause`, `earliest`, `remedy`',
      }),
    ...(route.perMinute !== undefined && { '429': 'Too many requests, or the account is locked; see Retry-After' }),
    '500': 'Something failed here; `id` is in the log',
    '503': 'Something needed cannot be reached; see Retry-After',
  };
}

const KEY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A fresh id for each new act, the same when you repeat it: the answer is then the first one, and nothing is done twice.',
  schema: {
    type: 'string',
    pattern: '^[\\x21-\\x7e]{1,200}$',
    minLength: 1,
    maxLength: 200,
    examples: ['6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001'],
  },
};

const PERSON_PARAMETER = {
  name: 'Tuanwu-Person',
  in: 'header',
  required: false,
  description: 'For whom the act was typed: 409 `other-person`, and nothing done, when the session is somebody else’s.',
  schema: { type: 'string', format: 'uuid' },
};

export const swaggerOptions = (version: string, routes: readonly Route[], publicUrl?: string) => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'tuanwu 团务',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Workflow engine for Communist Youth League work. Sign in with `POST /api/session`, then press *Authorize* and paste the token. ' +
        'Every refusal is `application/problem+json` with code, clause, earliest lawful day and a way out; in Chinese, or in English by `Accept-Language: en`.',
    },
    servers: [{ url: publicUrl ?? '/' }],
    components: {
      securitySchemes: {
        bearer: { type: 'http' as const, scheme: 'bearer', description: 'The token of `POST /api/session`' },
        cookie: { type: 'apiKey' as const, in: 'cookie' as const, name: 'tuanwu_session' },
      },
    },
  },
  transform: jsonSchemaTransform,
  transformObject: (document: Parameters<typeof jsonSchemaTransformObject>[0]) =>
    complete(jsonSchemaTransformObject(document) as Json, routes) as never,
});

/** What no response schema can say: the problems of each operation, and the header that writes need. */
function complete(document: Json, routes: readonly Route[]): Json {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const reference = { $ref: `#/components/schemas/${Problem.meta()?.id ?? 'Problem'}` };
  const byName = new Map(routes.map((route) => [route.operationId, route]));
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const route = byName.get(String(operation.operationId));
    if (!route) continue;
    for (const [status, description] of Object.entries(problemsOf(route)))
      operation.responses = {
        ...operation.responses,
        [status]: { description, content: { 'application/problem+json': { schema: reference } } },
      };
    if (route.idempotent)
      operation.parameters = [...(operation.parameters ?? []), KEY_PARAMETER, ...(route.auth === 'session' ? [PERSON_PARAMETER] : [])];
    const media = operation.requestBody?.content['application/json'];
    if (media && route.example !== undefined) media.example = route.example;
    for (const response of Object.values(operation.responses ?? {}))
      if (response.description === 'Default Response') response.description = 'As asked';
    if (route.form) operation.requestBody = { required: true, content: { 'multipart/form-data': { schema: { ...route.form } } } } as never;
    if (route.table) addFiles(operation);
    if (route.produces && operation.responses)
      operation.responses['200'] = {
        description: 'As asked',
        content: Object.fromEntries(route.produces.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
      };
    if (operation.responses?.['204']) operation.responses['204'] = { description: 'Done; there is nothing to say' };
  }
  dropUnused(document);
  return document;
}

/** A list as files beside its JSON. */
const addFiles = (operation: Operation): void => {
  const answer = operation.responses?.['200'];
  if (!answer) return;
  for (const type of Object.values(MEDIA))
    answer.content = { ...(answer.content as Json), [type]: { schema: { type: 'string', format: 'binary' } } };
};

/** Every named schema comes in two forms, as read and as written; few are used in both. */
function dropUnused(document: Json): void {
  const schemas = (document.components as { schemas: Json }).schemas;
  const text = JSON.stringify(document);
  for (const name of Object.keys(schemas)) if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
}

/** The OpenAPI document of a built app, to be served, committed and compared. */
export const openapiOf = (app: FastifyInstance): Json => app.swagger() as unknown as Json;
