import { randomBytes, randomUUID } from 'node:crypto';
import type { ActRequest } from '../../dispatch/desk';
import { sweep } from '../../dispatch/sweep';
import { addDays } from '../../domain/calendar/day';
import { Refused } from '../../records/refused';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { expectReplays, expectWhole } from './halves';

const WALKS = 3;
const SENDERS = 8;
const ACTS_EACH = 15;
const LATE = 10;

const prng = (seed: number) => (): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
};

type Answer = { seq: number; id: string } | { code: string };

describe('random commands, lawful and not, from eight senders at once', () => {
  const seed = process.env.WALK_SEED === 'random' ? randomBytes(4).readUInt32LE() : Number(process.env.WALK_SEED ?? 3203793538);
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    console.log(`walks: seed ${seed} (WALK_SEED=${seed})`);
  });
  afterAll(() => product?.stop());

  it.each(Array.from({ length: WALKS }, (_, index) => index))(
    'walk %i: workflow, ledger and read row agree, and so do all answers',
    async (walk) => {
      const random = prng(seed + walk);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      const { people, desk } = office;
      const { id, subject } = await office.apply();
      const today = await office.today();
      const everybody = [
        subject,
        people.secretary,
        people.contact,
        people.officer,
        people.approver1,
        people.countyOfficer,
        people.administrator,
        people.otherSecretary,
      ];
      const kinds: (() => [string, Record<string, unknown>, string[]])[] = [
        () => [
          'giveConsent',
          {
            consent: pick(['publication', 'faith-declaration', 'transfer', 'nonsense']),
            version: pick(['2026-01', '2026-01', '2026-01', 'nonsense']),
          },
          [],
        ],
        () => ['withdrawConsent', { consent: pick(['publication', 'transfer']) }, []],
        () => ['recordTalk', { conclusion: pick(['positive', 'continue-guidance', 7]) }, pick([['talk-record'], []])],
        () => ['nominateActivist', { by: pick(['members', 'pioneers']) }, []],
        () => ['decideActivist', { chosen: random() < 0.7, body: 'committee' }, ['activist-resolution']],
        () => ['fileActivist', { result: pick(['filed', 'returned']) }, []],
        () => [
          'appointContacts',
          { contacts: pick([[people.contact], [subject], [people.contact, people.contact], [people.contact, people.introducer]]) },
          [],
        ],
        () => [
          'recordHours',
          { hours: [{ id: String(Math.floor(random() * 8)), on: today, topic: '团章', witness: people.contact, units: 1 }] },
          [],
        ],
        () => ['recordVolunteer', { registered: random() < 0.8, hours: Math.floor(random() * 40) }, []],
        () => ['recordObservation', {}, []],
        () => ['assessCultivation', { suitable: true }, ['observation-form']],
        () => ['recommend', { recommended: true }, ['recommendation-resolution', 'opinions']],
        () => ['suspend', { why: 'illness' }, []],
        () => ['resume', {}, []],
        () => ['returnTo', { step: pick(['A2', 'A3', 'A4', 'A9']) }, ['reason']],
        () => ['informGuardian', { by: 'paper' }, []],
        () => ['noSuchAct', {}, []],
        () => ['requestSecondLook', random() < 0.5 ? {} : { about: 'ignored' }, []],
      ];
      /** Ends the case for good: sent only late in a walk, so that every walk first gets somewhere. */
      const withdraw = (): [string, Record<string, unknown>, string[]] => ['withdraw', {}, []];
      /** In half of the walk's acts somebody who may does what the case waits for, so that it gets somewhere. */
      const helpful: [string, string, Record<string, unknown>, string[]][] = [
        [people.secretary, 'recordTalk', { conclusion: 'positive' }, ['talk-record']],
        [people.secretary, 'nominateActivist', { by: 'members' }, []],
        [people.secretary, 'decideActivist', { chosen: true, body: 'committee' }, ['activist-resolution']],
        [people.officer, 'fileActivist', { result: 'filed' }, []],
        [people.secretary, 'appointContacts', { contacts: [people.contact] }, []],
        [people.officer, 'resume', {}, []],
      ];
      const heard = new Map<string, { who: string; request: ActRequest; answers: Answer[] }>();
      const send = async (key: string, who: string, request: ActRequest): Promise<void> => {
        const known = heard.get(key) ?? { who, request, answers: [] };
        heard.set(key, known);
        try {
          const { seq, id: command } = await desk.act(await office.who(who), id, request, key);
          known.answers.push({ seq, id: command });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          known.answers.push({ code: error.refusal.code });
        }
      };
      const sender = async (): Promise<void> => {
        for (let count = 0; count < ACTS_EACH; count += 1) {
          const wild = count >= LATE && random() < 0.05 ? withdraw : pick(kinds);
          const [who, kind, body, papers] = random() < 0.5 ? pick(helpful) : ([pick(everybody), ...wild()] as const);
          const extra = {
            ...(random() < 0.1 ? { expectedSeq: Math.floor(random() * 20) } : {}),
            ...(random() < 0.1 ? { on: addDays(today, pick([-30, -3, -1, 1])) } : {}),
          };
          const request = await office.request(who, kind, { body, kinds: papers, ...extra });
          const key = randomUUID();
          // Some tap twice, some come back later.
          await Promise.all(Array.from({ length: pick([1, 1, 2, 3]) }, () => send(key, who, request)));
          if (random() < 0.2) await send(key, who, request);
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, sender));
      expect(await sweep(product.database.pool, product.courier, (await product.clock.now()) + 1)).toMatchObject({
        delivered: 0,
        failed: 0,
        faults: [],
      });

      const facts = await expectWhole(product, id);
      const accepted: Answer[] = [];
      for (const { request, answers: all } of heard.values()) {
        // Out of his reach nothing is registered, so that answer may change: a contact has no reach until he is appointed.
        const answers = all.filter((answer) => !('code' in answer && answer.code === 'not-found'));
        // However often it was sent: one answer.
        expect({ kind: request.kind, answers }).toEqual({ kind: request.kind, answers: answers.map(() => answers[0]) });
        if (answers[0] && 'seq' in answers[0]) accepted.push(answers[0]);
      }
      expect(accepted.map((answer) => 'seq' in answer && [answer.seq, answer.id]).sort()).toEqual(
        facts
          .filter(({ seq, commandId }) => seq > 1 && commandId)
          .map(({ seq, commandId }) => [seq, commandId])
          .sort(),
      );
      expect(heard.size).toBe(SENDERS * ACTS_EACH);
      expect(accepted.length).toBeGreaterThan(5);
      expect(accepted.length).toBeLessThan(heard.size);
    },
  );

  it('the histories of the walks replay', async () => {
    expect(await expectReplays(product)).toBe(WALKS);
  });
});
