import { z } from 'zod';
import { Day } from '../calendar/day';
import { PersonName } from '../people/name';
import { Phone } from '../people/phone';
import { Id, page, pageOf, text } from './fields';
import { route } from './route';
import { format } from './table';
import { peopleTable } from './tables';

const tag = 'people';
const League = z.enum(['none', 'member', 'left']);
const Unit = z.object({ id: Id, name: z.string(), code: z.string() });

export const PersonLine = z
  .object({ id: Id, name: z.string(), sex: z.string().optional(), grade: z.string().optional(), league: League, unit: Unit.optional() })
  .meta({ id: 'PersonLine' });

export const PersonView = z
  .object({
    ...PersonLine.shape,
    birth: Day.optional().describe('Absent for the account of a team'),
    ethnicity: z.string().optional(),
    idNumber: z.string().optional().describe('Masked: 3201**********1234'),
    phone: z.string().optional().describe('Masked: 138****5678'),
    guardian: z.object({ name: z.string().optional(), phone: z.string().optional() }).optional(),
    memberSince: Day.optional(),
    leftOn: Day.optional().describe('Member no longer from that day on'),
    certified: z.boolean(),
    rightsLostSince: Day.optional().describe('Absent where it is not known: every day up to the last'),
    rightsLostUntil: Day.optional(),
    pioneer: z.boolean(),
    account: z.enum(['none', 'active', 'disabled']),
    accountId: Id.optional().describe('For whoever keeps accounts there'),
  })
  .meta({ id: 'Person' });

const fields = {
  name: PersonName,
  idNumber: text(18).describe('18 characters; gives birth and sex. Optional for the under-documented'),
  birth: Day,
  sex: z.enum(['male', 'female']),
  ethnicity: text(20),
  phone: Phone,
  guardianName: PersonName,
  guardianPhone: Phone,
  grade: text(40),
  league: League,
  memberSince: Day,
  leftOn: Day.describe('First day on which the person is a member no longer; of somebody who leaves, today when it is not said'),
  certified: z.boolean(),
  rightsLostSince: Day.describe('First day of a punishment; of one that is registered anew, today when it is not said'),
  rightsLostUntil: Day.describe('Last day without a vote, and unfit as contact or introducer (留团察看)'),
  pioneer: z.boolean(),
};

/** One row of a class list, and (with its unit) one new person. */
export const NewPerson = z.strictObject({ ...z.object(fields).partial().shape, name: fields.name });

/** Null clears a field, an absent one stays. */
const Correction = z.strictObject({
  ...z
    .object({
      name: fields.name,
      birth: fields.birth,
      league: fields.league,
      certified: fields.certified,
      pioneer: fields.pioneer,
      idNumber: fields.idNumber.nullable(),
      sex: fields.sex.nullable(),
      ethnicity: fields.ethnicity.nullable(),
      phone: fields.phone.nullable(),
      guardianName: fields.guardianName.nullable(),
      guardianPhone: fields.guardianPhone.nullable(),
      grade: fields.grade.nullable(),
      memberSince: fields.memberSince.nullable(),
      leftOn: fields.leftOn.nullable(),
      rightsLostSince: fields.rightsLostSince.nullable(),
      rightsLostUntil: fields.rightsLostUntil.nullable(),
      unitId: Id,
    })
    .partial().shape,
});

const params = z.object({ id: Id });
const ada = { name: '阿依努尔·买买提', idNumber: '110101201005040027', phone: '13812345678', grade: '高二' };

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/api/people',
    operationId: 'listPeople',
    tag,
    summary: 'People within my reach, in order of name',
    auth: 'session',
    query: z.strictObject({
      ...page,
      q: text(50).optional().describe('Part of the name, or pinyin or its initials'),
      unit: Id.optional(),
      league: League.optional(),
      ...format,
    }),
    table: peopleTable,
    response: { 200: pageOf(PersonLine) },
  }),
  route({
    method: 'GET',
    path: '/api/people/:id',
    operationId: 'readPerson',
    tag,
    summary: 'One person; identity number and telephone are masked',
    auth: 'session',
    params,
    response: { 200: PersonView },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/reveal',
    operationId: 'revealPerson',
    tag,
    summary: 'Identity number and telephones in full, for a reason; logged',
    auth: 'session',
    stepUp: true,
    params,
    body: z.strictObject({ reason: text(200) }).meta({ examples: [{ reason: '填写入团志愿书' }] }),
    response: { 200: z.object({ idNumber: z.string().optional(), phone: z.string().optional(), guardianPhone: z.string().optional() }) },
  }),
  route({
    method: 'POST',
    path: '/api/people',
    operationId: 'createPerson',
    tag,
    summary: 'Open a record of a person in a unit',
    auth: 'session',
    idempotent: true,
    body: z.strictObject({ ...NewPerson.shape, unitId: Id }),
    example: { ...ada, unitId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001' },
    response: { 201: PersonView },
  }),
  route({
    method: 'PATCH',
    path: '/api/people/:id',
    operationId: 'changePerson',
    tag,
    summary: 'Correct a record; null clears a field, an absent field stays',
    auth: 'session',
    idempotent: true,
    params,
    body: Correction,
    example: { phone: '13812345678', grade: null },
    response: { 200: PersonView },
  }),
  route({
    method: 'POST',
    path: '/api/organisations/:id/people:import',
    operationId: 'importPeople',
    tag,
    summary: 'A class list of up to 500 rows: each row is entered or refused as a whole, with its reasons',
    auth: 'session',
    idempotent: true,
    params,
    body: z
      .strictObject({
        rows: z
          .array(z.record(z.string(), z.unknown(), { error: '每一行应为一个对象' }), { error: '应为名单（数组）' })
          .min(1, { error: '名单至少一行' })
          .max(500, { error: '一次最多 500 行，请分批导入' })
          .describe('Each row has the fields of a new person, without unitId'),
        dryRun: z.boolean().default(false).describe('Check every row and enter none'),
      })
      .meta({ examples: [{ rows: [ada, { name: '王一', birth: '2011-03-09' }] }] }),
    response: {
      200: z.object({
        created: z.int(),
        exists: z.int(),
        refused: z.int(),
        rows: z.array(
          z.object({
            row: z.int().describe('Counted from 1'),
            status: z.enum(['created', 'exists', 'refused']),
            id: Id.optional(),
            errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
          }),
        ),
      }),
    },
  }),
] as const;
