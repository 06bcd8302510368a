import { type Deed, who } from './given';
import { along, type Stage } from './stages';

/** The lawful way of an annulment, dated: told on 2026-06-15, fifteen working days run until 2026-07-07 24:00 (2026-06-19 is a holiday). */
export const TARGET = who('the wrong case');
const OFFICER = { seat: 'committee-officer', actor: who('officer') } as const;
export const unharmed = { conflicts: [], substitute: true };

export const foundTarget = (of: 'admission' | 'candidacy' = 'admission', more: Record<string, unknown> = {}) => ({
  of,
  targetApprovedOn: '2026-05-11',
  otherOpen: false,
  target: { procedure: of, committee: who('committee'), subject: who('applicant'), approvedOn: '2026-05-11', annulled: false, ...more },
});

export const undo = {
  open: (of: 'admission' | 'candidacy' = 'admission', rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'openAnnulment',
    on: '2026-06-01',
    body: { target: TARGET, ground: 'falsified' },
    papers: ['annulment-finding'],
    evidence: foundTarget(of),
    ...rest,
  }),
  hear: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'recordHearing',
    on: '2026-06-03',
    body: { how: 'in-person' },
    papers: ['hearing-record'],
    evidence: { decided: [] },
    ...rest,
  }),
  state: (rest: Partial<Deed> = {}): Deed => ({ kind: 'stateCase', on: '2026-06-03', papers: ['statement'], ...rest }),
  opine: (rest: Partial<Deed> = {}): Deed => ({
    kind: 'giveOpinion',
    on: '2026-06-04',
    body: { supports: true },
    papers: ['inspection-opinion'],
    evidence: unharmed,
    ...rest,
  }),
  conclude: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'concludeExamination',
    on: '2026-06-05',
    body: { proposes: 'annul', responsible: [{ person: who('the forger'), measure: 'league-punishment' }] },
    papers: ['examination-report'],
    evidence: { decided: [], known: [who('the forger')] },
    ...rest,
  }),
  vote: (counts: Record<string, number> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'decideApproval',
    on: '2026-06-10',
    body: { entitled: 5, present: 4, for: 4, against: 0, abstain: 0, ...counts },
    papers: ['approval-opinion'],
    ...rest,
  }),
  decide: (counts: Record<string, number> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'recordDecision',
    on: '2026-06-10',
    body: { entitled: 9, present: 7, for: 6, against: 0, defer: 1, ...counts },
    papers: ['minutes'],
    ...rest,
  }),
  file: (rest: Partial<Deed> = {}): Deed => ({ kind: 'fileAnnulment', on: '2026-06-12', papers: ['filing-receipt'], ...rest }),
  tell: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'deliverAnnulment',
    on: '2026-06-15',
    papers: ['annulment-notice'],
    ...rest,
  }),
  appeal: (rest: Partial<Deed> = {}): Deed => ({ kind: 'requestSecondLook', on: '2026-06-20', ...rest }),
  answer: (answer: 'upheld' | 'reconsider', rest: Partial<Deed> = {}): Deed => ({
    kind: 'answerSecondLook',
    on: '2026-06-25',
    body: { answer },
    papers: ['reason'],
    ...rest,
  }),
  effect: (rest: Partial<Deed> = {}): Deed => ({ ...OFFICER, kind: 'giveEffect', on: '2026-07-08', papers: ['effect-record'], ...rest }),
};

/** The stages of an annulment, with the day of the inspector's pass where an appointment is taken back. */
export const undoneWay = (of: 'admission' | 'candidacy'): readonly Stage[] => {
  const passed = (id: string, deeds: readonly Deed[], on: string): Stage => (of === 'candidacy' ? [id, deeds, on] : [id, deeds]);
  return [
    passed('N1', [undo.open(of)], '2026-06-02'),
    passed('N2', [undo.hear(), ...(of === 'admission' ? [undo.opine()] : []), undo.conclude()], '2026-06-08'),
    passed('N3', [of === 'admission' ? undo.vote() : undo.decide()], '2026-06-11'),
    passed('N4', [undo.file(), undo.tell()], '2026-06-16'),
    passed('N5', [undo.effect()], '2026-07-09'),
  ];
};

/** An admission's annulment up to the step. */
export const undoneTo = (step: 'N2' | 'N3' | 'N4' | 'N5'): Deed[] => along(undoneWay('admission'), step);
