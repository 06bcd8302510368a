import { randomUUID } from 'node:crypto';
import type { Office } from './office';

/** The acts of a recommendation to the Party, one by one. */
export const recommendation = (office: Office) => {
  const { people, act, branch, desk, who, request, occasion } = office;
  const propose = async (subject: string, { appliedOn = '2025-03-01', papers = [] }: { appliedOn?: string; papers?: string[] } = {}) => {
    const kinds = ['party-application', 'branch-opinion', ...papers];
    const opening = await request(people.secretary, 'proposeMember', { kinds, body: { appliedOn } });
    const what = { procedure: 'party-recommendation', unit: branch.id, subject, act: opening };
    return (await desk.open(await who(people.secretary), what, randomUUID())).id;
  };
  /** All for, but one against, one abstention and one paper that cannot be read. */
  const meeting = async (ids: string[], present: string[]) => {
    const id = await occasion(people.secretary, 'meeting', branch.id, 'conveneMeeting', { body: { kind: 'recommendation', cases: ids } });
    await act(people.secretary, id, 'takeRoll', { body: { present, chair: present[0] } });
    const papers = { issued: present.length, returned: present.length, for: present.length - 3, against: 1, abstain: 1, invalid: 1 };
    for (const one of ids) await act(people.secretary, id, 'recordItem', { body: { case: one, ...papers } });
    await act(people.secretary, id, 'closeMeeting', { kinds: ['minutes'] });
    await office.ended(id);
    return id;
  };
  const post = (ids: string[]) =>
    occasion(people.secretary, 'notice', branch.id, 'openNotice', { body: { cases: ids, workingDays: 5, scope: 'branch' } });
  return { propose, meeting, post };
};
