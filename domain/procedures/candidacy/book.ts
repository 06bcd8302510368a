import type { NoticeBook } from '../parts/notice';
import type { Plan } from '../selection/plan';

/** The four musts (凡提四必). */
export const MUSTS = {
  file: { paper: 'file-review', zh: '干部人事档案必审', en: 'the personnel file is reviewed' },
  matters: { paper: 'matters-check', zh: '个人有关事项报告必核', en: 'the report on personal matters is checked' },
  discipline: { paper: 'discipline-opinion', zh: '纪检监察机关意见必听', en: 'the discipline organ is heard' },
  complaints: { paper: 'complaints-check', zh: '线索具体的信访举报必查', en: 'checkable complaints are cleared' },
} as const;
export type Must = keyof typeof MUSTS;

export interface Reply {
  askedOn: string;
  /** `silent`: the time ran out without an answer. */
  answer?: 'agreed' | 'disagreed' | 'silent';
  on?: string;
}

/** What one candidacy keeps beside its steps. */
export interface CandidacyBook extends NoticeBook {
  post?: string;
  plan?: Plan;
  group: string[];
  previewOn?: string;
  talks?: number;
  appraisal?: { present: number; excellent: number; competent: number; basic: number; incompetent: number };
  musts: Partial<Record<Must, { on: string; result: 'clear' | 'issue' }>>;
  integrityOn?: string;
  signatures: string[];
  inspectedOn?: string;
  /** Agreed by the organisation department above, where the plan is exceptional or skips a rank. */
  prior: Partial<Record<'exceptional' | 'rank', string>>;
  consultations: string[];
  coManager?: Reply;
  league?: Reply;
  mediated?: { on: string; goesOn: boolean };
  decision?: {
    on: string;
    entitled: number;
    present: number;
    for: number;
    against: number;
    defer: number;
    result: 'passed' | 'postponed' | 'not-passed';
    /** The committee above, where recusals left the own one no quorum. */
    by?: string;
  };
  /** The newest decision, kept when its stage is opened anew: deciding once more is a reconsideration. Decisions of earlier releases are not in it. */
  taken?: { on: string; result: 'passed' | 'not-passed'; seq: number };
  /** Seniority runs from the day of the decision. */
  decidedOn?: string;
  talkedOn?: string;
  /** Day of the appointment: from then on nothing is sent back; what was wrong is annulled. */
  approvedOn?: string;
  /** Named in `Step.when`: whether a probation follows. */
  probation: boolean;
  /** Transferred at the same rank while on probation in another post: none follows here. */
  lateral?: true;
  /** Candidacies of the posts that the person leaves by this appointment, on probation there; told when it is passed. */
  leaves?: string[];
  probationFrom?: string;
  /** Extended by a decision (long leave): not assessed before this day. */
  probationUntil?: string;
  probationOver?: string;
  reported?: true;
}

export const newCandidacyBook = (): CandidacyBook => ({
  group: [],
  musts: {},
  signatures: [],
  prior: {},
  consultations: [],
  probation: false,
});
