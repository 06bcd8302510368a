import { z } from 'zod';
import { addDays } from '../../calendar/day';
import { minimum } from '../../calendar/workdays';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { clauseOf, type Statute, spanOf } from '../../law/statute';
import type { SelectionBook } from './book';
import { Eligibility, Examiners, recusedExaminer, wrongExaminers } from './examiners';
import { ranking, type Sheet, shortlisted } from './ranking';

const OFFICE = { seats: ['committee-officer'], via: ['person'], signs: 'committee' } as const;
const Notice = z.strictObject({
  paperWeight: z.number().int().min(0).max(100),
  passMark: z.number().int().min(0).max(10_000),
  tieRule: z.enum(['interview-first', 'paper-first', 'both']),
  shortlist: z.number().int().min(1).max(60),
});
const Entry = z.strictObject({
  person: z.uuid(),
  qualified: z.boolean(),
  why: z.enum(['meets', 'experience', 'education', 'age', 'other']),
});
const SheetSchema = z.object({
  part: z.enum(['paper', 'interview']),
  examiner: z.string(),
  points: z.record(z.string(), z.number().int()),
});
const Revealed = z.object({ sheets: z.array(SheetSchema), interested: z.array(z.string()).optional() });

/** Entries stay open for the time that the notice promised. */
const stillOpen = (state: MachineState<SelectionBook>, statute: Statute, on: string): Refusal | undefined => {
  const posted = state.book.competition?.noticedOn;
  if (!posted) return undefined;
  const first = addDays(minimum(statute.calendar, posted, spanOf(statute, 'competition.entryDays')).end, 1);
  return on < first
    ? refuse(
        'too-early',
        `报名须开放到 ${addDays(first, -1)}`,
        `Entries stay open until ${addDays(first, -1)}`,
        [`等到 ${first}`, `Wait until ${first}`],
        { earliest: first, clause: clauseOf(statute, 'competition.entryDays'), pointer: '/on' },
      )
    : undefined;
};

const missing = (state: MachineState<SelectionBook>, sheets: readonly Sheet[]): Refusal | undefined => {
  const { examiners = [], entries = {} } = state.book.competition ?? {};
  const qualified = Object.keys(entries).filter((person) => entries[person]);
  const lacks = (['paper', 'interview'] as const).some((part) =>
    examiners.some((examiner) => {
      const sheet = sheets.find((one) => one.part === part && one.examiner === examiner);
      return !sheet || qualified.some((person) => sheet.points[person] === undefined);
    }),
  );
  return lacks || examiners.length === 0
    ? refuse(
        'scores-missing',
        '还有考官没有交齐笔试和面试评分, 不能开封',
        'An examiner has not sealed all scores yet: nothing is opened',
        ['等全部考官提交评分 (POST /api/cases/{id}/scores)', 'Wait for every examiner (POST /api/cases/{id}/scores)'],
        { clause: 'cadre.competition', pointer: '/kind' },
      )
    : undefined;
};

/** Competition (竞争选拔): rules first, entries checked against them, scores given blind and opened together; then the inspection objects as ever. */
export const competitionActs = {
  publishCompetition: act<SelectionBook, z.infer<typeof Notice>>({
    ...OFFICE,
    kind: 'publishCompetition',
    fact: 'competitionPublished',
    title: { zh: '发布竞争选拔公告', en: 'Publish the competition' },
    body: Notice,
    judge: ({ state, body }) =>
      body.shortlist > (state.book.plan?.posts ?? 1)
        ? undefined
        : refuse(
            'list-too-short',
            '入围人数须多于职数 (差额)',
            'The shortlist holds more names than posts',
            ['增加入围人数', 'Use a longer shortlist'],
            { pointer: '/body/shortlist', clause: 'cadre.objects' },
          ),
    apply: (state, fact, statute) => {
      state.book.competition = { ...fact.body, noticedOn: fact.on, entries: {}, examiners: [] };
      closeStep(state, statute, 'X1', fact);
    },
  }),
  enterCompetitor: act<SelectionBook, z.infer<typeof Entry>, { known: string[] }>({
    ...OFFICE,
    kind: 'enterCompetitor',
    fact: 'competitorEntered',
    title: { zh: '报名与资格审查', en: 'Enter somebody and check the rules of entry' },
    body: Entry,
    evidence: z.object({ known: z.array(z.string()) }),
    judge: ({ state, body, evidence }) => {
      if (!evidence.known.includes(body.person))
        return refuse('unknown-person', '没有这个人', 'There is no such person', ['先登记人员', 'Enter the person first'], {
          pointer: '/body/person',
        });
      if (Object.keys(state.book.competition?.entries ?? {}).length >= 200)
        return refuse('too-many-entries', '报名人数已满 200', 'There are 200 entries already', ['分职位竞争', 'Split the posts'], {});
      return body.qualified === (body.why === 'meets')
        ? undefined
        : refuse(
            'bad-field',
            '合格的理由是 meets, 不合格的写明哪一条件不符',
            'Qualified means "meets"; otherwise say which condition is not met',
            ['改正 why', 'Correct why'],
            { pointer: '/body/why' },
          );
    },
    apply: (state, fact) => {
      if (state.book.competition) state.book.competition.entries[fact.body.person] = fact.body.qualified;
    },
  }),
  closeEntries: act<SelectionBook, z.infer<typeof Examiners>, z.infer<typeof Eligibility>>({
    ...OFFICE,
    kind: 'closeEntries',
    fact: 'entriesClosed',
    title: { zh: '截止报名, 确定考官', en: 'Close the entries and name the examiners' },
    body: Examiners,
    evidence: Eligibility,
    judge: ({ state, body, statute, command, evidence }) => {
      const wrong = stillOpen(state, statute, command.on) ?? wrongExaminers(state, statute, body.examiners, evidence);
      if (wrong) return wrong;
      const entries = state.book.competition?.entries ?? {};
      const qualified = Object.values(entries).filter(Boolean).length;
      return qualified > (state.book.plan?.posts ?? 1)
        ? undefined
        : refuse(
            'too-few-objects',
            '资格审查合格的人数须多于职数, 否则重新公告',
            'More must qualify than there are posts, or the competition is published again',
            ['延长报名或退回公告', 'Keep it open, or go back to the notice'],
            { clause: 'cadre.competition', pointer: '/kind' },
          );
    },
    apply: (state, fact, statute) => {
      if (state.book.competition) state.book.competition.examiners = [...new Set(fact.body.examiners)];
      closeStep(state, statute, 'X2', fact);
    },
  }),
  /** One who is recused, or cannot go on: whoever stays keeps the points that he has sealed, those of whoever leaves are not opened. */
  replaceExaminers: act<SelectionBook, z.infer<typeof Examiners>, z.infer<typeof Eligibility>>({
    ...OFFICE,
    kind: 'replaceExaminers',
    fact: 'examinersReplaced',
    title: { zh: '更换考官', en: 'Replace examiners' },
    body: Examiners,
    evidence: Eligibility,
    judge: ({ state, body, statute, evidence }) => {
      const before = state.book.competition?.examiners ?? [];
      const same = new Set(body.examiners).size === before.length && before.every((id) => body.examiners.includes(id));
      return same
        ? refuse(
            'already-so',
            '考官没有变化',
            'These are the examiners already',
            ['填写更换后的全部考官', 'Name all who are to be examiners'],
            {
              pointer: '/body/examiners',
            },
          )
        : wrongExaminers(state, statute, body.examiners, evidence);
    },
    apply: (state, fact) => {
      if (state.book.competition) state.book.competition.examiners = [...new Set(fact.body.examiners)];
    },
  }),
  /** All sheets at once: nobody could fit his points to another's. */
  revealScores: act<SelectionBook, Record<string, never>, z.infer<typeof Revealed>>({
    ...OFFICE,
    kind: 'revealScores',
    fact: 'scoresRevealed',
    title: { zh: '同时开封笔试、面试成绩', en: 'Open all scores together' },
    body: z.strictObject({}),
    evidence: Revealed,
    keeps: ['sheets'],
    judge: ({ state, evidence }) => {
      if (state.book.competition?.examiners.some((id) => evidence.interested?.includes(id))) return recusedExaminer('/kind');
      const lacking = missing(state, evidence.sheets);
      if (lacking) return lacking;
      const { competition, plan } = state.book;
      const qualified = Object.entries(competition?.entries ?? {}).flatMap(([person, ok]) => (ok ? [person] : []));
      return competition && ranking(qualified, evidence.sheets, competition).length <= (plan?.posts ?? 1)
        ? refuse(
            'too-few-objects',
            '达到合格线的人数不多于职数, 须重新组织',
            'No more reached the mark than there are posts: it is held again',
            ['退回公告, 重新组织', 'Go back to the notice'],
            { clause: 'cadre.competition', pointer: '/kind' },
          )
        : undefined;
    },
    apply: (state, fact, statute) => {
      const { competition } = state.book;
      if (!competition) return;
      const { sheets } = fact.body as unknown as z.infer<typeof Revealed>;
      const qualified = Object.keys(competition.entries).filter((person) => competition.entries[person]);
      const ranked = ranking(qualified, sheets, competition);
      state.book.competition = {
        ...competition,
        ranked: ranked.map(({ entry, rank, paper, interview }) => ({ entry, rank, paper, interview })),
      };
      state.book.nominees = shortlisted(ranked, competition);
      state.book.recused = [...qualified].sort();
      closeStep(state, statute, 'X3', fact);
    },
  }),
};
