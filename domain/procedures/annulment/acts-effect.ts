import { z } from 'zod';
import { deadline } from '../../calendar/workdays';
import { notUndoable } from '../../case/common/redo';
import { reasonMissing } from '../../case/common/shared';
import { tooEarly } from '../../case/judge';
import { closeStep, sendBack } from '../../case/moves';
import { act } from '../../case/procedure';
import { refuse } from '../../case/refusal';
import { isOpen, type MachineState } from '../../case/state';
import { clauseOf, type Statute, spanOf } from '../../law/statute';
import type { AnnulmentBook } from './book';

const Empty = z.strictObject({});

const bothDone = (state: MachineState<AnnulmentBook>, fact: Parameters<typeof closeStep>[3], statute: Statute): void => {
  if (state.book.filedOn && state.book.toldOn) closeStep(state, statute, 'N4', fact);
};

/** N4 and N5: filed above, told to the person, and after the time to appeal given effect by a person. The clock annuls nobody. */
export const effectActs = {
  fileAnnulment: act<AnnulmentBook, Record<string, never>>({
    kind: 'fileAnnulment',
    fact: 'annulmentFiled',
    title: { zh: '报上一级团委备案', en: 'File it with the committee above' },
    body: Empty,
    seats: ['higher-officer', 'committee-officer'],
    via: ['person'],
    signs: { 'higher-officer': 'higher', 'committee-officer': 'committee' },
    clause: 'annulment.effect',
    judge: ({ state, command }) =>
      state.higher && command.actor.seat !== 'higher-officer'
        ? refuse(
            'higher-files',
            '备案由上一级团委办理',
            'The committee above files it',
            ['请上一级团委组织干事办理', 'Ask the officer of the committee above'],
            { pointer: '/actor', clause: 'annulment.effect' },
          )
        : undefined,
    apply: (state, fact, statute) => {
      state.book.filedOn = fact.on;
      bothDone(state, fact, statute);
    },
  }),
  deliverAnnulment: act<AnnulmentBook, Record<string, never>>({
    kind: 'deliverAnnulment',
    fact: 'annulmentDelivered',
    title: { zh: '告知本人', en: 'Tell the person' },
    body: Empty,
    seats: ['committee-officer'],
    via: ['person'],
    signs: 'committee',
    clause: 'annulment.effect',
    apply: (state, fact, statute) => {
      // Told once more in another way: the time to appeal counts from the first.
      state.book.toldOn ??= fact.on;
      bothDone(state, fact, statute);
    },
  }),
  requestSecondLook: act<AnnulmentBook, Record<string, never>>({
    kind: 'requestSecondLook',
    fact: 'secondLookRequested',
    title: { zh: '本人申诉', en: 'Appeal to the committee above' },
    body: Empty,
    seats: ['applicant'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'held', 'suspended'],
    clause: 'annulment.hearing',
    judge: ({ state, statute, today }) => {
      const { annulledOn, appealedOn, toldOn } = state.book;
      const clause = clauseOf(statute, 'secondLook.askDays');
      if (!annulledOn)
        return refuse(
          'nothing-to-look-at',
          '尚未作出撤销决定; 决定前可以申辩 (stateCase)',
          'Nothing has been decided yet; until then state your case (stateCase)',
          ['等待决定', 'Wait for the decision'],
          { clause },
        );
      if (appealedOn) return refuse('already-asked', '已经申诉', 'An appeal was made', ['等待答复', 'Wait for the answer'], { clause });
      if (!state.higher)
        return refuse(
          'no-higher',
          '本系统中没有上一级团委',
          'There is no committee above in this system',
          ['向系统外的上一级团委书面提出', 'Write to the committee above, outside this system'],
          { clause },
        );
      // Not told yet, no time runs; told, nothing is too late before somebody gave it effect, but the time that is promised is this.
      return toldOn && today > deadline(statute.calendar, toldOn, spanOf(statute, 'secondLook.askDays')).end
        ? refuse('too-late', '申诉期已过', 'The time to appeal has passed', ['向上一级团委书面反映', 'Write to the committee above'], {
            clause,
          })
        : undefined;
    },
    apply: (state, fact) => {
      state.book.appealedOn = fact.on;
      state.secondLook = { askedOn: fact.on, about: 'annulled', openedSeq: fact.seq };
    },
    undo: {
      take: (state, { seq }) => {
        if (state.secondLook?.openedSeq !== seq) return;
        delete state.secondLook;
        delete state.book.appealedOn;
      },
      beyond: (state, { seq }) =>
        state.secondLook?.openedSeq === seq
          ? undefined
          : notUndoable('申诉已经答复, 不能再撤销', 'The appeal was answered: making it is not taken back any more', [
              '对答复有意见的, 向作出答复的团委书面反映',
              'Against the answer, write to the committee that gave it',
            ]),
    },
  }),
  answerSecondLook: act<AnnulmentBook, { answer: 'upheld' | 'reconsider' }>({
    kind: 'answerSecondLook',
    fact: 'secondLookAnswered',
    title: { zh: '答复申诉', en: 'Answer the appeal' },
    body: z.strictObject({ answer: z.enum(['upheld', 'reconsider']) }),
    seats: ['higher-officer'],
    via: ['person'],
    anywhere: true,
    signs: 'higher',
    phases: ['open', 'held', 'suspended'],
    clause: 'annulment.hearing',
    judge: ({ state, command }) =>
      state.secondLook
        ? reasonMissing(command.papers, '答复须附书面理由', 'The answer needs a written reason')
        : refuse('nothing-asked', '没有待答复的申诉', 'No appeal was made', ['刷新后再看', 'Refresh'], {}),
    apply: (state, fact, statute) => {
      delete state.secondLook;
      state.book.appealAnswer = { on: fact.on, answer: fact.body.answer };
      if (fact.body.answer === 'reconsider') sendBack(state, statute, 'N3', fact);
    },
  }),
  giveEffect: act<AnnulmentBook, Record<string, never>>({
    kind: 'giveEffect',
    fact: 'effectGiven',
    title: { zh: '撤销生效登记', en: 'Give the annulment effect' },
    body: Empty,
    seats: ['committee-officer'],
    via: ['person'],
    signs: 'committee',
    stepUp: true,
    asks: true,
    clause: 'annulment.effect',
    judge: ({ state, statute, command }) =>
      state.secondLook
        ? refuse(
            'appeal-pending',
            '本人已申诉, 答复前不生效',
            'An appeal was made: nothing takes effect before its answer',
            ['等待上一级团委答复', 'Wait for the committee above'],
            { clause: 'annulment.effect' },
          )
        : tooEarly(state, statute, 'N5', command.on),
    apply: (state, fact, statute) => {
      state.book.effectOn = fact.on;
      closeStep(state, statute, 'N5', fact);
    },
  }),
};

/** The step stands where it stood, or was opened anew: what it had decided is forgotten. */
export const forget = (state: MachineState<AnnulmentBook>): void => {
  const { book, steps, seq } = state;
  const fresh = (id: string): boolean => steps[id] === undefined || (isOpen(state, id) && steps[id]?.openedSeq === seq);
  const drop = (...keys: readonly (keyof AnnulmentBook)[]): void => {
    for (const key of keys) delete book[key];
  };
  if (fresh('N2')) {
    drop('hearing', 'opinion', 'proposes');
    Object.assign(book, { responsible: [], recused: [] });
  }
  if (fresh('N3')) drop('vote', 'annulledOn', 'appealedOn');
  if (fresh('N3')) delete state.secondLook;
  if (fresh('N4')) drop('filedOn', 'toldOn');
  if (fresh('N5')) drop('effectOn');
};
