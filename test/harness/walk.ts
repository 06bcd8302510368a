import { addDays } from '../../domain/calendar/day';
import type { Office } from './office';

/** The lawful way of one case, step by step, on a clock that can be moved. Each function leaves the case at the step that its name says. */
export const walk = (office: Office) => {
  const { people, act, occasion, branch, town } = office;

  const toTalked = async (id: string) => {
    await act(people.secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
  };
  const toActivist = async (id: string) => {
    await toTalked(id);
    await act(people.secretary, id, 'nominateActivist', { body: { by: 'members' } });
    await act(people.secretary, id, 'decideActivist', { kinds: ['activist-resolution'], body: { chosen: true, body: 'committee' } });
    await act(people.officer, id, 'fileActivist', { body: { result: 'filed' } });
  };
  const toCultivation = async (id: string) => {
    await toActivist(id);
    await act(people.secretary, id, 'appointContacts', { body: { contacts: [people.contact] } });
  };
  const learn = async (id: string, hours = 8) => {
    const on = await office.today();
    await act(people.secretary, id, 'recordHours', {
      body: {
        hours: Array.from({ length: hours }, (_, index) => ({
          id: `class-${id}-${index}`,
          on,
          topic: '团章',
          witness: people.contact,
          units: 1,
        })),
      },
    });
    await act(people.secretary, id, 'recordVolunteer', { body: { registered: true, hours: 24 } });
  };
  const toRecommended = async (id: string) => {
    await act(people.contact, id, 'assessCultivation', { kinds: ['observation-form'], body: { suitable: true } });
    await act(people.secretary, id, 'recommend', {
      kinds: ['recommendation-resolution', 'opinions', 'transcript'],
      body: { recommended: true },
    });
  };
  const toNotice = async (id: string) => {
    await act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    await office.at(id, 'A8');
  };
  const post = async (ids: string[], by = people.secretary) =>
    occasion(by, 'notice', branch.id, 'openNotice', { body: { cases: ids, workingDays: 5, scope: 'branch' } });
  const toForm = async (id: string, subject: string) => {
    await act(people.secretary, id, 'confirmIntroducers', {
      kinds: ['introducer-consent'],
      body: { introducers: [people.introducer, people.introducer2] },
    });
    await act(subject, id, 'giveConsent', { body: { consent: 'faith-declaration', version: '2026-01' } });
  };
  const fill = async (id: string, subject: string) => {
    const { book } = await office.state(id);
    const today = await office.today();
    await act(subject, id, 'fillForm', {
      kinds: ['form-scan'],
      body: { number: book.number, wishOn: addDays(today, -1), introducersOn: today },
    });
  };
  const branchMeeting = async (
    ids: string[],
    votes: { for: number; against: number; abstain: number } = { for: 4, against: 0, abstain: 0 },
    present = [people.secretary, people.contact, people.introducer, people.introducer2],
  ) => {
    const meeting = await occasion(people.secretary, 'meeting', branch.id, 'conveneMeeting', { body: { kind: 'branch', cases: ids } });
    await act(people.secretary, meeting, 'takeRoll', { body: { present, chair: present[0] } });
    for (const id of ids) await act(people.secretary, meeting, 'recordItem', { body: { case: id, ...votes } });
    await act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.ended(meeting);
    return meeting;
  };
  const approvalMeeting = async (ids: string[], votes = { for: 3, against: 0, abstain: 0 }) => {
    const present = [people.approver1, people.approver2, people.approver3];
    const meeting = await occasion(people.approver1, 'meeting', town.id, 'conveneMeeting', { body: { kind: 'approval', cases: ids } });
    await act(people.approver1, meeting, 'takeRoll', { body: { present, chair: present[0] } });
    for (const id of ids) await act(people.approver1, meeting, 'recordItem', { body: { case: id, ...votes } });
    const refused = votes.for <= present.length / 2;
    await act(people.approver1, meeting, 'closeMeeting', { kinds: ['approval-opinion', ...(refused ? ['reason'] : [])] });
    await office.ended(meeting);
    return meeting;
  };
  const ceremony = async (ids: string[], attended = ids) => {
    const today = await office.today();
    const id = await occasion(people.secretary, 'ceremony', branch.id, 'planCeremony', { body: { plannedOn: today, cases: ids } });
    await act(people.secretary, id, 'holdCeremony', { body: { attended } });
    await office.ended(id);
    return id;
  };
  return {
    toTalked,
    toActivist,
    toCultivation,
    learn,
    toRecommended,
    toNotice,
    post,
    toForm,
    fill,
    branchMeeting,
    approvalMeeting,
    ceremony,
  };
};
