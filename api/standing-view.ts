import type { Day } from '../domain/calendar/day';
import { diffDays } from '../domain/calendar/day';
import { citation, figureCitation, type Statute } from '../domain/law/statute';
import { daysOf, type Reason } from '../domain/standing/reasons';
import { standingSentence } from '../domain/standing/sentence';
import type { StalledRow } from '../records/standing/stalled-list';
import type { namesOf } from './names';

type Names = Awaited<ReturnType<typeof namesOf>>;

export const reasonView = (statute: Statute, reason: Reason, today: Day, names: Names) => ({
  code: reason.code,
  since: reason.since,
  days: daysOf(reason, today),
  ...(reason.due ? { due: reason.due } : {}),
  ...(reason.step ? { step: reason.step } : {}),
  clause: reason.clause,
  citation: reason.figure ? figureCitation(statute, reason.figure) : citation(statute, reason.clause),
  ...(reason.fault ? { fault: reason.fault } : {}),
  sentence: standingSentence(statute, reason, today, reason.task?.org ? names.organisation(reason.task.org).name : undefined),
});

export const stalledView = (row: StalledRow, leading: Reason, statute: Statute, today: Day, names: Names) => ({
  case: row.id,
  procedure: row.procedure,
  ...(row.subject_id ? { subject: names.person(row.subject_id) } : {}),
  unit: names.organisation(row.unit_id),
  stage: row.stage,
  openedOn: row.opened_on,
  ageDays: diffDays(row.opened_on, today),
  holder: row.holder,
  ...(row.org_id ? { at: names.organisation(row.org_id) } : {}),
  reason: reasonView(statute, leading, today, names),
  others: row.reasons.slice(1).map(({ code }) => code),
});
