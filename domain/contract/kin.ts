/** Kin (近亲属) and other declared conflicts: who cannot sit as inspector over whom. */
import { z } from 'zod';
import { Day } from '../calendar/day';
import { KIN_KINDS } from '../people/kin';
import { PersonName } from '../people/name';
import { Id, text } from './fields';
import { route } from './route';
import { format } from './table';
import { kinTable } from './tables-staff';

const tag = 'conflicts';
const params = z.object({ id: Id });
const Kind = z.enum(KIN_KINDS, { error: '没有这种关系' });

export const KinView = z
  .object({
    id: Id,
    person: z.object({ id: Id, name: z.string() }),
    relative: z.object({ id: Id.optional(), name: z.string(), idNumber: z.string().optional().describe('Masked: 3201**********1234') }),
    kind: Kind,
    title: z.object({ zh: z.string(), en: z.string() }),
    since: Day.optional(),
    until: Day.optional(),
    note: z.string().optional(),
    declaredAs: z.enum(['self', 'officer', 'inspection']),
    declaredOn: Day,
    withdrawnOn: Day.optional(),
  })
  .meta({ id: 'Kin' });

export const kinRoutes = [
  route({
    method: 'GET',
    path: '/api/people/:id/kin',
    operationId: 'listKin',
    tag,
    summary: 'Kin and other conflicts declared of a person, withdrawn ones too',
    description:
      'For the person, for officers who keep the person’s record, and for inspectors. What inspection found is shown to inspection alone.',
    auth: 'session',
    params,
    query: z.object(format),
    table: kinTable,
    response: { 200: z.object({ items: z.array(KinView) }) },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/kin',
    operationId: 'declareKin',
    tag,
    summary: 'Declare kin or another conflict: one’s own, or one found',
    description:
      'The relative is a person within reach (`relativeId`), or anybody by name and identity number: found again by the number when he or she is registered, without saying here whether that is so. Four kinds of kin: Civil Servants Law art. 74; direct-superior names the superior.',
    auth: 'session',
    idempotent: true,
    params,
    body: z
      .strictObject({
        kind: Kind,
        relativeId: Id.optional(),
        name: PersonName.optional(),
        idNumber: text(18).optional(),
        since: Day.optional(),
        until: Day.optional(),
        note: text(200).optional(),
      })
      .refine(({ relativeId, name, idNumber }) => (relativeId === undefined) !== (name === undefined && idNumber === undefined), {
        error: '填写 relativeId, 或填写 name（可加 idNumber）, 二者取一',
        path: ['relativeId'],
      })
      .refine(({ name, idNumber }) => idNumber === undefined || name !== undefined, { error: '请填写亲属姓名', path: ['name'] })
      .refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
        error: '结束日期不能早于开始日期',
        path: ['until'],
      }),
    example: { kind: 'spouse', name: '王芳', idNumber: '110101201005040027' },
    response: { 201: KinView },
  }),
  route({
    method: 'POST',
    path: '/api/kin/:id/withdraw',
    operationId: 'withdrawKin',
    tag,
    summary: 'Withdraw a declaration; it stays on record as withdrawn',
    description: 'Of an inspector: by the head of the office. What inspection found: by inspection. Otherwise by whoever may declare it.',
    auth: 'session',
    idempotent: true,
    params,
    response: { 200: KinView },
  }),
] as const;
