import { z } from 'zod';
import { SEAT_NAMES } from '../case/explain';
import type { Fact } from '../case/fact';
import { act, type Procedure } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { SEATS } from '../case/step';
import { ownWitness, unknownWitness } from '../procedures/admission/witness';
import { BATCH, casesTold, endWhenTold, listedTwice, newOccasionBook, type OccasionBook, rememberSpeaker, tell } from './tell';

/** What happens to many at once on one day (批次): what each kind tells its cases, and the clause of its step. */
export const SESSION_KINDS = {
  talk: { command: 'recordTalk', results: ['positive', 'continue-guidance'], clause: 'admission.talk', zh: '谈话', en: 'Talks' },
  nomination: {
    command: 'nominateActivist',
    results: ['members', 'pioneers'],
    clause: 'admission.activist',
    zh: '推荐会',
    en: 'Nomination meeting',
  },
  leagueClass: { command: 'recordHours', results: [], clause: 'admission.cultivation', zh: '团课', en: 'League class' },
  activistFiling: {
    command: 'fileActivist',
    results: ['filed', 'returned'],
    clause: 'admission.activist',
    zh: '积极分子备案名单',
    en: 'Activist filing list',
  },
  preReview: { command: 'preReview', results: ['passed', 'failed'], clause: 'admission.preReview', zh: '预审名单', en: 'Pre-review list' },
  filing: { command: 'fileApproval', results: ['filed', 'returned'], clause: 'admission.approval', zh: '备案名单', en: 'Filing list' },
} as const;
export type SessionKind = keyof typeof SESSION_KINDS;

const Row = z.strictObject({ case: z.uuid(), result: z.string().max(40).optional() });
const Session = z.strictObject({
  kind: z.enum(Object.keys(SESSION_KINDS) as [SessionKind, ...SessionKind[]]),
  rows: z.array(Row).min(1).max(400),
  topic: z.string().min(1).max(200).optional(),
  /** Class hours of the session; each becomes one row per person. */
  hours: z.number().int().min(1).max(8).optional(),
  witness: z.uuid().optional(),
});
type Session = z.infer<typeof Session>;

/**
 * Of a League class, looked up on its day: whether its witness is somebody, and which of its cases are about the witness. Of every kind, if whoever holds the
 * session may tell it to none of its cases: who may. Absent in earlier releases.
 */
const Found = z.object({
  witnesses: z.array(z.string()).optional(),
  aboutWitness: z.array(z.string()).optional(),
  seatless: z.array(z.enum(SEATS)).optional(),
});

const CLASS_CLAUSE = SESSION_KINDS.leagueClass.clause;

/** What every row would be refused for, or one of them surely, is refused before any of a long list is told. */
const witnessWrong = ({ kind, witness, rows }: Session, { witnesses, aboutWitness = [] }: z.infer<typeof Found>): Refusal | undefined => {
  if (kind !== 'leagueClass' || !witness) return undefined;
  const own = rows.findIndex((row) => aboutWitness.includes(row.case.toLowerCase()));
  return (
    unknownWitness(witness, witnesses, '/body/witness', CLASS_CLAUSE) ??
    (own < 0 ? undefined : ownWitness(`/body/rows/${own}/case`, CLASS_CLAUSE))
  );
};

/** It would be opened, and then every case would refuse it. */
const noSeat = ({ kind }: Session, { seatless }: z.infer<typeof Found>): Refusal | undefined => {
  const { zh, en } = SESSION_KINDS[kind];
  return seatless
    ? refuse(
        'forbidden',
        `“${zh}”须由所列案件的以下岗位办理: ${seatless.map((seat) => SEAT_NAMES[seat].zh).join('、')}; 办理人或代录人在其中任何一件都没有这样的岗位`,
        `"${en}" is for: ${seatless.map((seat) => SEAT_NAMES[seat].en).join(', ')}; whoever acts or records here is that in none of the cases on it`,
        ['请有权的人办理', 'Ask somebody who may'],
        { pointer: '/body/kind', clause: 'project.record' },
      )
    : undefined;
};

/** What a row may say of its person. A class roster names those who were there, and nobody else: whoever is marked away would be given the hours. */
const resultWrong = ({ kind, rows }: Session): Refusal | undefined => {
  const { results, clause }: { results: readonly string[]; clause: string } = SESSION_KINDS[kind];
  const wrong = rows.findIndex(({ result }) => result !== undefined && !results.includes(result));
  return wrong < 0
    ? undefined
    : refuse(
        'bad-field',
        results.length > 0 ? `结果须为: ${results.join('、')}` : '团课名单只列到课的人, 不填结果',
        results.length > 0
          ? `The result is one of: ${results.join(', ')}`
          : 'The roster of a class lists those who attended, without a result',
        results.length > 0
          ? ['改正该行的结果', 'Correct the result of that row']
          : ['删去缺课的人和结果一栏', 'Leave out who was absent, and the result'],
        { pointer: `/body/rows/${wrong}/result`, clause },
      );
};

/** The body of the command that one row becomes. */
const bodyFor = (session: Omit<Session, 'rows'>, id: string, on: string, result: string | undefined): Record<string, unknown> => {
  if (session.kind === 'talk') return { conclusion: result ?? 'positive' };
  if (session.kind === 'nomination') return { by: result ?? 'members' };
  if (session.kind === 'leagueClass')
    return {
      hours: Array.from({ length: session.hours ?? 1 }, (_, index) => ({
        id: `${id}:${index + 1}`,
        on,
        topic: session.topic,
        witness: session.witness,
        units: 1,
      })),
    };
  return { result: result ?? (session.kind === 'preReview' ? 'passed' : 'filed') };
};

/** The next ones that have not been told. One batch at a time: four hundred bodies at once would not fit into a workflow's input. */
const tellNext = (state: MachineState<OccasionBook>, fact: Fact): void => {
  const { session, results, on } = state.book.detail as unknown as {
    session: Omit<Session, 'rows'>;
    results: Record<string, string>;
    on: string;
  };
  const next = Object.keys(state.book.entries)
    .filter((id) => state.book.entries[id]?.status === 'pending')
    .slice(0, BATCH);
  tell(
    state,
    fact,
    SESSION_KINDS[session.kind].command,
    next.map((id) => ({ case: id, body: bodyFor(session, state.id, on, results[id]) })),
    on,
  );
};

/** One date, one roster, one paper, one result per person: talks, a League class, filing and pre-review lists. */
export const session: Procedure<OccasionBook> = {
  name: 'session',
  subject: 'occasion',
  title: { zh: '批次', en: 'Session' },
  openings: ['holdSession'],
  newBook: newOccasionBook,
  acts: {
    holdSession: act<OccasionBook, Session, z.infer<typeof Found>>({
      kind: 'holdSession',
      fact: 'sessionHeld',
      title: { zh: '登记一次批次', en: 'Hold a session' },
      body: Session,
      evidence: Found,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver', 'higher-officer', 'contact'],
      via: ['person'],
      judge: ({ body, evidence }) => {
        if (body.kind === 'leagueClass' && !(body.hours && body.topic && body.witness))
          return refuse(
            'field-missing',
            '团课须写明主题、学时和证明人',
            'A League class needs topic, hours and witness',
            ['补全 topic、hours、witness', 'Fill in topic, hours and witness'],
            { pointer: '/body/topic', clause: CLASS_CLAUSE },
          );
        return (
          listedTwice(
            body.rows.map((row) => row.case),
            '/body/rows',
          ) ??
          resultWrong(body) ??
          noSeat(body, evidence) ??
          witnessWrong(body, evidence)
        );
      },
      apply: (state, fact) => {
        rememberSpeaker(state, fact);
        state.book.kind = fact.body.kind;
        for (const row of fact.body.rows) state.book.entries[row.case] = { status: 'pending' };
        const { rows, ...session } = fact.body;
        const results = Object.fromEntries(rows.flatMap((row) => (row.result === undefined ? [] : [[row.case, row.result]])));
        state.book.detail = { ...state.book.detail, session, results, on: fact.on, ...(fact.late ? { late: true } : {}) };
        tellNext(state, fact);
      },
    }),
  },
  happenings: {
    casesTold: casesTold(
      (_state, entry) => {
        entry.status = 'completed';
      },
      (state, fact) => {
        if (state.asks.length > 0 || !state.book.detail.session) return;
        tellNext(state, fact);
        endWhenTold(state, fact);
      },
    ),
  },
};
