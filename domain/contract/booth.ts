import { z } from 'zod';
import { KEY_ROLES, LEVELS } from '../ballots/booth';
import { BallotForm } from '../ballots/form';
import { ByHand } from '../ballots/papers';
import { Id, text } from './fields';
import { route } from './route';
import { format } from './table';
import { boothTable } from './tables-staff';

const tag = 'ballots';
const params = z.object({ id: Id });
/** Bytes in base64url, without padding. */
const bytes = (what: string, least: number, most: number) =>
  z
    .string({ error: `${what}应为 base64url 文本` })
    .regex(/^[A-Za-z0-9_-]+$/, { error: `${what}应为 base64url 文本, 不含空格和等号` })
    .min(Math.ceil((least * 4) / 3), { error: `${what}太短, 请完整复制` })
    .max(Math.ceil((most * 4) / 3), { error: `${what}太长, 请核对` });
const Receipt = z.string({ error: '请填写回执' }).regex(/^[0-9a-fA-F]{64}$/, { error: '回执为 64 位十六进制字符, 请完整复制' });
const People = z.array(Id).max(1000, { error: '最多列 1000 人' });
const STATUS = ['drafted', 'drawing', 'open', 'closed', 'tallied', 'void'] as const;

const Line = z.object({ id: z.string(), marks: z.record(z.string(), z.int()), unmarked: z.int(), unreadable: z.int() });
const Form = z.object({
  kind: z.string(),
  title: z.string(),
  candidates: z.array(z.object({ id: z.string(), label: z.string() })),
  options: z.array(z.object({ id: z.string(), label: z.string() })),
  seats: z.int().optional(),
  maxNames: z.int().optional(),
  allowOther: z.boolean(),
});
export const BoothView = z.object({
  id: Id,
  occasion: Id,
  item: z.string(),
  level: z.enum(LEVELS),
  status: z.enum(STATUS),
  form: Form,
  entitled: z.int(),
  voters: z.int(),
  inRoom: z.int().describe('Of the voters: with a printed code; the others draw a right'),
  leastDrawing: z.int().describe('The vote begins once so many have drawn, or nobody: beside those in the room a few could be told apart'),
  drawn: z.int().describe('Rights drawn'),
  handed: z.int().describe('Codes handed out and rights drawn'),
  cast: z.int().describe('Papers in the box'),
  holders: z.array(z.object({ role: z.string(), holder: Id, taken: z.boolean() })),
  recused: z.array(Id).optional().describe('In the list of a meeting: on its roll, and recused from this item'),
  away: z.array(Id).optional().describe('In the list of a meeting: at the roll, gone when the booth was drafted'),
  drawKey: z.string().optional().describe('Level 2: the booth’s public key for drawing (SPKI, base64url)'),
  mine: z.enum(['code', 'draws']).optional().describe('How whoever asks votes here (of one booth); absent: not at all'),
  closedOn: z.string().optional(),
  destroyFrom: z.string().optional(),
  destroyedOn: z.string().optional(),
  voidReason: z.string().optional(),
  issued: z.int().optional(),
  returned: z.int().optional(),
  digest: z.string().optional().describe('sha256 of the proof, as the log has it'),
});
const Proof = z.object({
  v: z.literal(1),
  booth: z.string(),
  occasion: z.string(),
  item: z.string(),
  level: z.string(),
  form: z.string(),
  keys: z.record(z.string(), z.string()),
  voters: z.int(),
  issued: z.int(),
  returned: z.int(),
  invalid: z.int(),
  lines: z.array(Line),
  spentRoot: z.string(),
  sealedRoot: z.string(),
  papersRoot: z.string(),
  byHand: z.string().optional(),
  turnedAway: z.record(z.string(), z.int()),
});
const ByHandView = z.object({
  issued: z.int(),
  returned: z.int(),
  invalid: z.int(),
  lines: z.array(Line),
  others: z.array(z.object({ name: z.string(), votes: z.int() })),
  countedBy: z.array(z.string()),
});
const Done = z.object({ id: Id, status: z.enum(STATUS) });

const step = <const Name extends string>(path: string, operationId: Name, summary: string, description?: string) =>
  route({
    method: 'POST',
    path: `/api/booths/:id/${path}`,
    operationId,
    tag,
    summary,
    ...(description !== undefined && { description }),
    auth: 'session',
    idempotent: true,
    params,
    response: { 200: Done },
  });

export const boothRoutes = [
  route({
    method: 'POST',
    path: '/api/booths',
    operationId: 'draftBooth',
    tag,
    summary: 'Draft a secret ballot on one item of a meeting, over its roll as it stands',
    description:
      'For whoever records the votes of the meeting. Then: the three holders take their keys; level room: print the sheet, open, hand out; level remote: open the draw, open; then close, tally with two keys, and record the item with {case, booth}.',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({
        occasion: Id.describe('The meeting'),
        item: z
          .string({ error: '请写明表决事项' })
          .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, { error: '事项编号由字母、数字和连字符组成' })
          .describe('What is voted on; at an admission meeting the id of the case'),
        level: z.enum(LEVELS, { error: '应为 room (现场) 或 remote (远程)' }).default('room'),
        form: BallotForm,
        recused: People.default([]).describe('Present, and recused from this item'),
        away: People.default([]).describe('Present at the roll, gone now'),
        absentees: People.default([]).describe(
          'Level remote at an election: who may draw a right, of those entitled and not present; those present vote by codes',
        ),
        standing: People.default([]).describe('Persons who stand, where the ids of candidates are not theirs or their cases’'),
        holders: z
          .array(z.strictObject({ role: z.enum(KEY_ROLES, { error: '持钥人身份不对' }), holder: Id }))
          .length(3, { error: '请指定三位持钥人' }),
        objectionDays: z
          .int({ error: '异议期天数应为整数' })
          .min(0, { error: '异议期不能为负数' })
          .max(365, { error: '异议期最长 365 天' })
          .default(30)
          .describe('Sealed papers and keys are kept so long after closing; a convention, no rule gives a number'),
      })
      .meta({
        examples: [
          {
            occasion: '8d1f7c2e-5b0a-4a57-9d7f-0a4a3d0b6c11',
            item: '7c2e8d1f-5b0a-4a57-9d7f-0a4a3d0b6c33',
            form: { kind: 'vote', title: '接收新团员表决票', candidates: [{ id: '7c2e8d1f-5b0a-4a57-9d7f-0a4a3d0b6c33', label: '艾力' }] },
            holders: [
              { role: 'inspector', holder: '5b0a8d1f-7c2e-4a57-9d7f-0a4a3d0b6c22' },
              { role: 'scrutineer', holder: '5b0a8d1f-7c2e-4a57-9d7f-0a4a3d0b6c23' },
              { role: 'envelope', holder: '5b0a8d1f-7c2e-4a57-9d7f-0a4a3d0b6c24' },
            ],
          },
        ],
      }),
    response: { 201: Done },
  }),
  route({
    method: 'GET',
    path: '/api/booths',
    operationId: 'listBooths',
    tag,
    summary: 'The secret ballots of a meeting',
    auth: 'session',
    query: z.object({ occasion: Id, ...format }),
    table: boothTable,
    response: { 200: z.object({ items: z.array(BoothView) }) },
  }),
  route({
    method: 'GET',
    path: '/api/booths/:id',
    operationId: 'getBooth',
    tag,
    summary: 'A booth: how many rights, how many papers; never what they say before it is tallied',
    auth: 'session',
    params,
    response: { 200: BoothView },
  }),
  route({
    method: 'POST',
    path: '/api/booths/:id/key',
    operationId: 'takeBoothKey',
    tag,
    summary: 'A holder takes his key, once; or hands in the public half of one that he made himself',
    description: 'The private half is in this answer and is kept nowhere: write it down, or print it and seal the envelope.',
    auth: 'session',
    params,
    body: z.strictObject({ publicKey: bytes('公钥', 65, 65).optional().describe('An uncompressed point of P-256') }),
    response: { 200: z.object({ role: z.string(), publicKey: z.string(), privateKey: z.string().optional() }) },
  }),
  route({
    method: 'POST',
    path: '/api/booths/:id/sheet',
    operationId: 'printBoothSheet',
    tag,
    summary: 'The codes as a sheet to print and cut, shown once; printing again voids the codes before',
    auth: 'session',
    produces: ['text/html'],
    params,
    response: { 200: z.unknown() },
  }),
  step('draw', 'openDraw', 'Level 2: begin the drawing of rights'),
  route({
    method: 'POST',
    path: '/api/booths/:id/rights',
    operationId: 'drawBallotRight',
    tag,
    summary: 'Level 2: draw my right to vote, signed blindly (RFC 9474); one each',
    description: 'Repeated with the same blinded message, the answer is the same.',
    auth: 'session',
    params,
    body: z.strictObject({ blinded: bytes('盲化请求', 384, 384) }),
    response: { 200: z.object({ signature: z.string() }) },
  }),
  step('open', 'openBooth', 'Open the box', 'Level 2: this ends the draw, and nobody draws any more.'),
  route({
    method: 'POST',
    path: '/api/booths/:id/handed',
    operationId: 'handOutCodes',
    tag,
    summary: 'How many codes have been handed out by now, by the sign-in list; a number, never to whom',
    auth: 'session',
    idempotent: true,
    params,
    body: z.strictObject({ handed: z.int({ error: '发出张数应为整数' }).min(0, { error: '发出张数不能为负数' }).max(100_000) }),
    response: { 200: Done },
  }),
  step('close', 'closeBooth', 'Close the box'),
  route({
    method: 'POST',
    path: '/api/booths/:id/tally',
    operationId: 'tallyBooth',
    tag,
    summary: 'Open the closed box with two of the three keys; paper votes counted by two people are added',
    description: 'The keys are used in memory and wiped. More papers than were issued: the ballot is void and is to be repeated.',
    auth: 'session',
    params,
    body: z.strictObject({
      keys: z
        .array(z.strictObject({ role: z.enum(KEY_ROLES, { error: '持钥人身份不对' }), key: bytes('钥匙', 32, 32) }))
        .length(2, { error: '请填写两把钥匙' }),
      byHand: ByHand.optional(),
    }),
    response: { 200: Done },
  }),
  route({
    method: 'GET',
    path: '/api/booths/:id/recount',
    operationId: 'recountBooth',
    tag,
    summary: 'Everything that a recount takes: papers, rights spent, proof; for whoever voted or may read the meeting',
    auth: 'session',
    params,
    response: {
      200: z.object({
        form: Form,
        proof: Proof,
        digest: z.string(),
        papers: z.array(z.string()),
        spent: z.array(z.string()),
        byHand: ByHandView.optional(),
        wrong: z.array(z.string()).describe('What this server’s own recount finds wrong; make your own'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/booths/:id/void',
    operationId: 'voidBooth',
    tag,
    summary: 'Void a ballot before it is tallied; the box is destroyed unopened',
    auth: 'session',
    idempotent: true,
    params,
    body: z.strictObject({ reason: text(500) }),
    response: { 200: Done },
  }),
  step('destroy', 'destroyBooth', 'Destroy the sealed papers when the objection period is over'),
] as const;

/** What a voter meets. No session, no key of idempotency, no line in any log of requests. */
export const boothVoteRoutes = [
  route({
    method: 'GET',
    path: '/api/public/booths/:id',
    operationId: 'ballotPaper',
    tag,
    summary: 'The ballot paper, and the keys that it is sealed to',
    auth: 'public',
    unlogged: true,
    params,
    response: {
      200: z.object({
        id: Id,
        level: z.enum(LEVELS),
        codes: z.boolean().describe('Some vote by a printed code'),
        status: z.enum(STATUS),
        form: Form,
        size: z.int().describe('Bytes that a paper is padded to before it is sealed'),
        keys: z.array(z.string()).describe('Three public keys, in order'),
        drawKey: z.string().optional(),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/public/booths/:id/ballots',
    operationId: 'castBallot',
    tag,
    summary: 'Put a sealed paper into the box; the answer is the receipt',
    description: 'Send it without cookies. The same paper sent again gets the same receipt. Format: docs/ballots.md.',
    auth: 'public',
    unlogged: true,
    bodyLimit: 256 * 1024,
    params,
    body: z.strictObject({
      right: z.union(
        [
          z.strictObject({ code: z.string({ error: '请填写投票码' }).min(18, { error: '投票码不完整' }).max(60, { error: '投票码过长' }) }),
          z.strictObject({ message: bytes('票权', 100, 104), signature: bytes('票权签名', 384, 384) }),
        ],
        { error: '请填写投票码, 或远程票权' },
      ),
      sealed: bytes('密封选票', 200, 120_000),
    }),
    response: { 200: z.object({ receipt: Receipt }) },
  }),
  route({
    method: 'POST',
    path: '/api/public/booths/:id/receipts',
    operationId: 'checkReceipt',
    tag,
    summary: 'Whether the paper of a receipt is in the tallied box, with the proof',
    auth: 'public',
    unlogged: true,
    params,
    body: z.strictObject({ receipt: Receipt }),
    response: {
      200: z.object({
        counted: z.boolean(),
        index: z.int().optional(),
        size: z.int().optional(),
        path: z.array(z.string()).optional(),
        root: z.string().optional(),
      }),
    },
  }),
] as const;
