import type { Seat } from './step';

/** The level at which the holders of a seat sign (四眼): the same person may not sign at two levels of one case. */
export const SEAT_LEVEL: Partial<Record<Seat, 'branch' | 'committee' | 'higher'>> = {
  'branch-secretary': 'branch',
  'branch-committee': 'branch',
  'committee-officer': 'committee',
  'committee-approver': 'committee',
  'higher-officer': 'higher',
};
