import { answered } from '../moves';
import type { Act, Happening } from '../procedure';
import { consentsActs } from './consents';
import { contestActs } from './contest';
import { deskActs } from './desks';
import { endingHappenings } from './endings';
import { extensionActs } from './extension';
import { investigationActs } from './investigation';
import { lawActs } from './law';
import { secondLookActs } from './second-look';
import { signOffActs } from './sign-off';
import { standingActs } from './standing';
import { transferActs } from './transfer';
import { trustActs } from './trust';
import { urgingActs } from './urging';

/** Acts that every machine knows, case or occasion. */
export const machineActs: Record<string, Act<unknown, never, never>> = trustActs;

/** Acts that every case knows, whatever its procedure. */
export const commonActs: Record<string, Act<unknown, never, never>> = {
  ...consentsActs,
  ...standingActs,
  ...transferActs,
  ...contestActs,
  ...secondLookActs,
  ...lawActs,
  ...signOffActs,
  ...investigationActs,
  ...urgingActs,
  ...deskActs,
  ...extensionActs,
  ...machineActs,
};

/** Answers of the world to what a case asked for. */
export const commonHappenings: Record<string, Happening<unknown>> = {
  ...endingHappenings,
  /** Another case was told; how it answered is in the fact. */
  casesTold: {
    kind: 'casesTold',
    title: { zh: '已告知关联案件', en: 'Another case was told' },
    apply: (state, fact) => answered(state, fact.body.key),
  },
  /** Children that a procedure counts it folds itself; an investigation is none of the case's business. */
  childrenOpened: {
    kind: 'childrenOpened',
    title: { zh: '已另行立案', en: 'Cases were opened' },
    apply: (state, fact) => answered(state, fact.body.key),
  },
  placeReleased: {
    kind: 'placeReleased',
    title: { zh: '指标释放, 编号作废', en: 'Place released, number void' },
    apply: (state, fact) => {
      answered(state, fact.body.key);
      const book = state.book as { place?: unknown; number?: unknown };
      if (fact.body.round === undefined || (book.place as { round?: number } | undefined)?.round === fact.body.round) {
        delete book.place;
        delete book.number;
      }
    },
  },
};
