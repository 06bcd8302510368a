import { deadline } from '../../calendar/workdays';
import { clauseOf, type Statute, spanOf } from '../../law/statute';
import type { Command } from '../command';
import { isHeldBy } from '../moves';
import { type Refusal, refuse } from '../refusal';
import type { Hold, MachineState } from '../state';
import type { Told } from '../undo';

const CONTEST = 'contest:';
export const contestOf = (seq: number): string => `${CONTEST}${seq}`;
export const isContest = (by: string): boolean => by.startsWith(CONTEST);

/** The contested acts that wait for a finding, the earliest contest first. */
export const contestedIn = (state: MachineState): number[] => {
  const waiting = new Set<number>();
  for (let next: Hold | undefined = state.hold; next; next = next.under)
    if (isContest(next.by)) waiting.add(Number(next.by.slice(CONTEST.length)));
  return [...waiting].reverse();
};

interface Contested {
  readonly state: MachineState;
  readonly body: { readonly seq: number };
  readonly evidence: {
    readonly contestable: boolean;
    readonly recordedOn: string;
    readonly settled?: boolean | undefined;
    readonly contested?: Told | undefined;
  };
  readonly statute: Statute;
  readonly today: string;
}

/** Only what somebody else recorded in one’s name, once, and in time. */
export const notContestable = ({ state, body, evidence, statute, today }: Contested): Refusal | undefined => {
  const at = { pointer: '/body/seq' };
  const clause = clauseOf(statute, 'record.contestDays');
  if (!evidence.contestable || body.seq > state.seq)
    return refuse(
      'not-contestable',
      '只能对别人以你的名义代录的行为提出异议',
      'Only an act that somebody else recorded in your name can be contested',
      ['查看时间线上的代录标记', 'Look for the "recorded by" mark in the timeline'],
      at,
    );
  if (isHeldBy(state, (by) => by === contestOf(body.seq)))
    return refuse(
      'already-contested',
      `对第 ${body.seq} 条记录的异议正在处理`,
      `Record ${body.seq} is contested already, and waits for the finding`,
      ['等待团委组织干事的处理结论', 'Wait for the finding of the committee’s officer'],
      { ...at, clause },
    );
  if (evidence.settled)
    return refuse(
      'already-settled',
      `对第 ${body.seq} 条记录的异议已有处理结论, 不能再次提出`,
      `The contest of record ${body.seq} was settled: it is not contested again`,
      ['不服处理结论的, 向上一级团委反映', 'Against the finding, turn to the next higher committee'],
      { ...at, clause },
    );
  return today > deadline(statute.calendar, evidence.recordedOn, spanOf(statute, 'record.contestDays')).end
    ? refuse('too-late', '代录异议期已过', 'The time to contest has passed', ['向上一级团委反映', 'Turn to the next higher committee'], {
        clause,
      })
    : undefined;
};

interface Settled {
  readonly state: MachineState;
  readonly body: { readonly seq?: number | undefined };
  readonly command: Command;
  /** Of each contested act: who did it and who recorded it. */
  readonly evidence: { readonly hands?: Readonly<Record<string, readonly string[]>> | undefined };
}

/** A finding is about one contested act, and comes from somebody who had no hand in it. */
export const notToSettle = ({ state, body, command, evidence }: Settled): Refusal | undefined => {
  const waiting = contestedIn(state);
  if (waiting.length === 0)
    return refuse('nothing-contested', '没有待处理的代录异议', 'Nothing is contested', ['刷新后再看', 'Refresh'], {});
  const choose: [string, string] = [`填写 seq, 可选: ${waiting.join(', ')}`, `Give seq, one of ${waiting.join(', ')}`];
  const at = { pointer: '/body/seq' };
  if (body.seq === undefined && waiting.length > 1)
    return refuse(
      'field-missing',
      '有多项代录异议待处理, 须写明处理哪一条',
      'Several acts are contested: say which of them this finding is about',
      choose,
      at,
    );
  if (body.seq !== undefined && !waiting.includes(body.seq))
    return refuse('nothing-contested', `第 ${body.seq} 条记录没有待处理的异议`, `No contest of record ${body.seq} waits`, choose, at);
  return ownHand(body.seq ?? waiting[0] ?? 0, command, evidence.hands);
};

/** Whoever gave or recorded what is contested does not find on it. */
const ownHand = (seq: number, { actor, recorder }: Command, hands: Settled['evidence']['hands']): Refusal | undefined => {
  if (!hands) return undefined;
  const had = hands[seq];
  if (!had)
    return refuse(
      'evidence-missing',
      '系统未能查得被异议的记录由谁代录',
      'Who recorded the contested act could not be looked up',
      ['稍后重试; 仍不行请联系管理员', 'Try again; if it stays, tell the administrator'],
      { pointer: '/evidence' },
    );
  for (const [party, pointer] of [
    [actor, '/actor'],
    [recorder, '/recorder'],
  ] as const)
    if (had.includes(party.id))
      return refuse(
        'own-hand',
        '被异议的记录由本人办理或代录, 不能由本人处理这项异议',
        'Whoever gave or recorded the contested act does not settle its contest',
        [
          '由团委另一名组织干事处理; 没有的, 由团委另行指定',
          'Let another officer of the committee settle it; where there is none, the committee appoints one',
        ],
        { pointer, clause: 'project.four-eyes' },
      );
  return undefined;
};
