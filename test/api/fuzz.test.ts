import { randomBytes, randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { z } from 'zod';
import { cursorOf, listOf } from '../../api/cursor';
import { openapiOf } from '../../api/openapi';
import { anOfficeMidWay, type OfficeMidWay } from './office-mid-way';

// A thousand requests a role: how long that takes says nothing on a machine that does other things too.
jest.setTimeout(300_000);

/* A small generator over the served document: each request is lawful in shape but for one thing, or wrong altogether. */

type Json = Record<string, unknown>;
interface Schema {
  readonly type?: string | string[];
  readonly format?: string;
  readonly enum?: unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly anyOf?: Schema[];
  readonly allOf?: Schema[];
  readonly examples?: unknown[];
  readonly $ref?: string;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  readonly responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

/** mulberry32: the seed is in every failure, and FUZZ_SEED repeats it; FUZZ_SEED=random looks for what is new. */
const randomFrom = (seed: number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};
const SEED = process.env.FUZZ_SEED === 'random' ? randomBytes(4).readUInt32LE() : Number(process.env.FUZZ_SEED ?? 3203793538);
const random = randomFrom(SEED);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? { a: value } : [value];
  return value;
};

/** What no list has as its last row. */
const CURSORS = [
  cursorOf('a', 'b'),
  cursorOf('\u0001', randomUUID()),
  cursorOf('9'.repeat(300), randomUUID()),
  cursorOf('2026-01-01', randomUUID()),
  Buffer.from('["a"]').toString('base64url'),
  Buffer.from('{"length":2}').toString('base64url'),
];
/** Values that no field expects. Texts are also put into addresses and headers. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud87e',
  '\udc00\ud800',
  '𬱖娜·古丽',
  '𠮷'.repeat(60),
  '长'.repeat(10_000),
  '2026-02-30',
  '0000-00-00',
  '99999-01-01',
  '2026-1-1',
  '2200-12-31',
  '1900-01-01',
  '2026-04-13T00:00:00Z',
  'null',
  '-1',
  '0',
  '1e999',
  '2147483648',
  '9007199254740993',
  '99999999999999999999',
  'NaN',
  "' OR 1=1 --",
  '%',
  '_',
  '\\',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '\u202eabc\u200b',
  'e\u0301',
  '\r\nset-cookie: a=b',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '00000000-0000-0000-0000-000000000000',
  'ZZZZZZZZ-0000-4000-8000-000000000000',
  ...CURSORS,
  '!!!',
];
const VALUES: readonly (() => unknown)[] = [
  ...TEXTS.map((text) => () => text),
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => -0.0,
  () => 2 ** 31,
  () => 2 ** 53,
  () => Number.MAX_VALUE,
  () => [],
  () => ({}),
  () => [[]],
  () => [null],
  () => Array.from({ length: 10_000 }, (_, index) => index),
  () => Array.from({ length: 10_000 }, () => randomUUID()),
  () => deep(39),
  () => deep(200),
  () => ({ constructor: { name: 'x' } }),
  () => ({ toString: 1, valueOf: null }),
  () => ({ length: -1, 0: 'x' }),
  () => randomUUID(),
];

describe(`the API takes any input (FUZZ_SEED=${SEED})`, () => {
  let way: OfficeMidWay;
  let document: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };
  let operations: (Operation & { method: string; path: string })[];
  let known: string[];
  const validators = new Map<string, z.ZodType>();

  beforeAll(async () => {
    way = await anOfficeMidWay();
    for (const person of new Set(Object.values(way.by))) if (person) await way.givePassword(person);
    document = openapiOf(way.http.app) as unknown as typeof document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    );
    // An investigation, too, is something to break into.
    await way.http.post(undefined, '/api/public/complaints', { entry: way.theirs.id, text: '反映' });
    const { rows } = await way.product.database.pool.query<{ id: string }>(
      `SELECT id FROM holding UNION SELECT id FROM quota_line UNION SELECT id FROM number_range UNION SELECT id FROM organisation UNION SELECT id FROM person UNION SELECT id FROM case_row UNION SELECT id FROM paper UNION SELECT id FROM account UNION SELECT id FROM task UNION SELECT id FROM complaint`,
    );
    known = rows.map(({ id }) => id);
  });
  afterAll(() => way?.stop());

  const resolved = (schema: Schema): Schema =>
    schema.$ref ? resolved(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

  /** A value that fits, as far as the schema says. */
  const fitting = (given: Schema, name = ''): unknown => {
    const schema = resolved(given);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    if (schema.anyOf) return fitting(pick(schema.anyOf), name);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => fitting(one, name)));
    const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type;
    if (type === 'object')
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || random() < 0.5)
          .map(([key, one]) => [key, fitting(one, key)]),
      );
    if (type === 'array') return Array.from({ length: 1 + Math.floor(random() * 2) }, () => fitting(schema.items ?? {}, name));
    if (type === 'integer' || type === 'number')
      return name === 'year' ? pick([2026, 2027]) : Math.max(schema.minimum ?? 0, Math.floor(random() * 20));
    if (type === 'boolean') return random() < 0.5;
    if (type === 'null') return null;
    if (schema.format === 'uuid') return random() < 0.8 ? pick(known) : randomUUID();
    if (schema.format === 'date') return pick(['2026-04-13', '2026-01-12', '2026-03-01', '2026-12-31']);
    if (schema.format === 'date-time') return '2020-01-01T00:00:00Z';
    if (schema.examples?.length) return pick(schema.examples);
    if (/idNumber/.test(name)) return '110101201005040027';
    if (/phone|contact/i.test(name)) return '13812345678';
    if (name === 'region') return pick(['CN', '65']);
    if (name === 'kind') return pick(acts());
    if (name === 'name' || /Name$/.test(name)) return pick(['阿依努尔', '王一', 'admission', 'notice']);
    return schema.pattern ? 'a1b2' : pick(['文字', 'x', randomUUID()]);
  };

  const acts = (() => {
    let list: string[] | undefined;
    return () => {
      list ??= [
        'apply',
        'recordTalk',
        'contestAct',
        'requestTransfer',
        'ruleObjection',
        'assignPair',
        'setAside',
        'concludeInvestigation',
        'takeRoll',
        'openNotice',
        'conveneMeeting',
        'holdSession',
        'planCeremony',
        'recordHours',
        'appointContacts',
        'returnTo',
        'reassign',
        'escalate',
        'extendDeadline',
        'endCase',
        'suspend',
        'talk-record',
        'giveConsent',
        'withdraw',
      ];
      return list;
    };
  })();

  /** The same tree with one place replaced, added or taken away. */
  const broken = (value: unknown): unknown => {
    if (random() < 0.25 || typeof value !== 'object' || value === null) return pick(VALUES)();
    if (Array.isArray(value))
      return value.length === 0 || random() < 0.3
        ? [...value, pick(VALUES)()]
        : value.map((one, index) => (index === 0 ? broken(one) : one));
    const keys = Object.keys(value);
    const key = pick(keys);
    const way = random();
    if (key === undefined || way < 0.15)
      return { ...value, [pick(TEXTS.filter((text) => text.length < 100 && text !== '__proto__'))]: pick(VALUES)() };
    if (way < 0.25) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    return { ...value, [key]: broken((value as Json)[key]) };
  };

  const RAW: readonly (string | Buffer)[] = [
    '',
    '{',
    '[1,',
    '"',
    'null',
    '{"a":1,"a":2}',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"a":1e999}',
    `${'['.repeat(200)}${']'.repeat(200)}`,
    `${'{"a":'.repeat(50_000)}`,
    '\ufeff{}',
    Buffer.from([0xff, 0xfe, 0x7b]),
    Buffer.from([0x22, 0xc0, 0xee, 0x22]),
    `"${'x'.repeat(1_200_000)}"`,
  ];
  const TYPES = [
    'application/json',
    'application/json; charset=gbk',
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/json;',
    '/',
    'APPLICATION/JSON',
  ];

  const encode = (text: string): string => {
    try {
      return encodeURIComponent(text);
    } catch {
      return pick(['%ED%A0%80', '%', '%zz', '%ff']);
    }
  };

  let address = 0;
  const requestFor = (
    { method, path, operationId, parameters = [], requestBody }: (typeof operations)[number],
    wrong: 'nothing' | 'path' | 'query' | 'body' | 'raw' | 'headers',
  ): InjectOptions => {
    const params: Record<string, string> = {};
    const inPath = (name: string): string => {
      const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
      params[name] = wrong === 'path' ? pick(TEXTS) || '%20' : String(fitting(schema, name));
      return encode(params[name]);
    };
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => inPath(name));
    const query: string[] = [];
    for (const one of parameters.filter((parameter) => parameter.in === 'query')) {
      if (!one.required && random() < 0.5 && wrong !== 'query') continue;
      const value = wrong === 'query' && random() < 0.6 ? pick(TEXTS) : String(fitting(one.schema, one.name));
      query.push(`${encode(one.name)}=${encode(value)}`);
      if (wrong === 'query' && random() < 0.1) query.push(`${one.name}=again`, '__proto__=x', `${one.name}[a]=1`);
    }
    // With the mark of its list a cursor is looked into.
    if (wrong === 'query' && random() < 0.2 && parameters.some(({ name }) => name === 'after'))
      query.splice(0, query.length, `after=${listOf(operationId, params, {})}.${encode(pick(CURSORS))}`);
    const media = Object.entries(requestBody?.content ?? {})[0];
    const example = media?.[1].example ?? resolved(media?.[1].schema ?? {}).examples?.[0];
    const whole =
      media === undefined
        ? undefined
        : example !== undefined && random() < 0.4
          ? JSON.parse(JSON.stringify(example))
          : fitting(media[1].schema);
    const body =
      wrong === 'raw'
        ? pick(RAW)
        : whole === undefined
          ? random() < 0.2 && method !== 'GET'
            ? '{}'
            : undefined
          : JSON.stringify(wrong === 'body' ? broken(whole) : whole);
    const type = wrong === 'raw' && random() < 0.5 ? pick(TYPES) : 'application/json';
    const headers: Record<string, string> = {
      ...(body === undefined || method === 'GET' ? {} : { 'content-type': type }),
      ...(method === 'GET' ? {} : { 'idempotency-key': wrong === 'headers' ? pick(['', 'a b', 'é', 'x'.repeat(300), '1']) : randomUUID() }),
      ...(wrong === 'headers'
        ? {
            'accept-language': pick(['en', ';;;q=', 'zh;q=abc', ','.repeat(500)]),
            'x-forwarded-for': '::::',
            cookie: pick(['tuanwu_session', 'tuanwu_session=%00', '=;=', 'a'.repeat(5000)]),
            accept: 'application/xml',
          }
        : {}),
    };
    address += 1;
    return {
      method: method as InjectOptions['method'],
      url: url + (query.length ? `?${query.join('&')}` : ''),
      ...(body === undefined || method === 'GET' ? {} : { payload: body }),
      headers,
      remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
    };
  };

  /** The served schema of a success, as a validator. */
  const validatorOf = ({ operationId, responses }: Operation, status: number): z.ZodType | undefined => {
    const name = `${operationId} ${status}`;
    const schema = responses[String(status)]?.content?.['application/json']?.schema;
    if (!schema) return undefined;
    const known = validators.get(name);
    if (known) return known;
    const local = JSON.parse(
      JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
    );
    const made = z.fromJSONSchema(local);
    validators.set(name, made);
    return made;
  };

  const WRONGS = ['nothing', 'path', 'query', 'body', 'body', 'raw', 'headers', 'body'] as const;
  /** Requests to an operation in each of three people's names. */
  const EACH = Number(process.env.FUZZ_EACH ?? 14);

  it('has operations and validators to go by', () => {
    expect(operations.length).toBeGreaterThan(60);
  });

  it.each(['anonymous', 'committee-officer', 'applicant', 'administrator', 'system-administrator'] as const)('as %s', async (role) => {
    const person = way.by[role];
    const faults: unknown[] = [];
    const seen = new Map<number, number>();
    for (const operation of operations) {
      for (let index = 0; index < EACH; index += 1) {
        // A clock that a fuzzer leaps would age everything else.
        const wrong = operation.operationId === 'moveClock' ? pick(['raw', 'headers'] as const) : pick(WRONGS);
        const request = requestFor(operation, wrong);
        const ends = ['signOut', 'endSession', 'changePassword', 'disableAccount', 'activate'].includes(operation.operationId);
        const token = person && (ends ? await way.sessionOf(person).catch(() => undefined) : await way.http.tokenOf(person));
        const answer = await way.http.app.inject({
          ...request,
          headers: { ...request.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        });
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
        const fault = (what: string, more: unknown = answer.body.slice(0, 400)) =>
          faults.push({
            seed: SEED,
            what,
            operation: operation.operationId,
            wrong,
            method: request.method,
            url: typeof request.url === 'string' ? request.url.slice(0, 300) : '',
            payload: (typeof request.payload === 'string' ? request.payload : (JSON.stringify(request.payload) ?? '')).slice(0, 600),
            headers: request.headers,
            more,
          });
        if (answer.statusCode >= 500) fault(`answered ${answer.statusCode}`);
        else if (answer.statusCode >= 300) {
          const type = String(answer.headers['content-type']);
          const { code, detail, remedy, status } = type.startsWith('application/problem+json')
            ? answer.json<Record<string, unknown>>()
            : {};
          if (![code, detail, remedy].every((text) => typeof text === 'string' && text !== '') || status !== answer.statusCode)
            fault(`${answer.statusCode} is no problem`);
        } else if (answer.statusCode !== 204 && String(answer.headers['content-type']).startsWith('application/json')) {
          const validator = validatorOf(operation, answer.statusCode);
          const result = validator?.safeParse(answer.json());
          if (!validator) fault(`${answer.statusCode} is not in the document`);
          else if (!result?.success) fault('does not fit its schema', result?.error?.issues.slice(0, 3));
        }
      }
    }
    expect(faults).toEqual([]);
    // Some of it was right after all, and most of it was refused.
    expect(seen.get(200) ?? 0).toBeGreaterThan(20);
    expect(seen.get(400) ?? 0).toBeGreaterThan(20);
  });

  it('acts with any body, on a case, by those who may', async () => {
    const faults: unknown[] = [];
    for (const procedure of ['admission', 'notice', 'meeting', 'session', 'ceremony']) {
      const { body } = await way.http.get(undefined, `/api/procedures/${procedure}`);
      for (const act of body.acts as { kind: string; seats: string[]; body: Schema }[]) {
        const role = act.seats.includes('applicant')
          ? 'applicant'
          : act.seats.includes('inspector')
            ? 'inspector'
            : act.seats.some((seat) => seat.startsWith('branch'))
              ? 'branch-secretary'
              : act.seats.includes('higher-officer')
                ? 'county-officer'
                : act.seats.includes('administrator') && !act.seats.includes('committee-officer')
                  ? 'administrator'
                  : 'committee-officer';
        for (let index = 0; index < 8; index += 1) {
          const whole = fitting(act.body);
          const payload = JSON.stringify({
            kind: act.kind,
            body: index < 2 ? whole : broken(whole),
            ...(random() < 0.2 ? { expectedSeq: pick([0, 2 ** 31, Number.MAX_SAFE_INTEGER]) } : {}),
            ...(random() < 0.2 ? { on: pick(['1900-01-01', '2200-12-31', '2026-04-13']) } : {}),
            ...(random() < 0.1 ? { papers: [randomUUID()], actor: pick(known) } : {}),
          });
          const target = procedure === 'admission' ? pick([way.mine.id, way.theirs.id]) : way.notice;
          const url = `/api/cases/${target}/${random() < 0.6 ? 'judge' : 'commands'}`;
          const answer = await way.http.app.inject({
            method: 'POST',
            url,
            payload,
            headers: {
              'content-type': 'application/json',
              'idempotency-key': randomUUID(),
              authorization: `Bearer ${await way.http.tokenOf(way.by[role] ?? '')}`,
            },
          });
          if (answer.statusCode >= 500)
            faults.push({
              seed: SEED,
              act: act.kind,
              url,
              payload: payload.slice(0, 600),
              status: answer.statusCode,
              body: answer.body.slice(0, 300),
            });
        }
      }
    }
    expect(faults).toEqual([]);
  });
});
