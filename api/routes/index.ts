import type { ApiDeps } from '../deps';
import { Evidence } from '../evidence';
import type { Live } from '../live/live';
import type { Module } from '../module';
import { accounts } from './accounts';
import { audit } from './audit';
import { boothVotes } from './booth-votes';
import { booths } from './booths';
import { bulletin } from './bulletin';
import { calendar } from './calendar';
import { calendarFeeds } from './calendar-feeds';
import { cases } from './cases';
import { certificates } from './certificates';
import { channels } from './channels';
import { closedPeriods } from './closed-periods';
import { complaints } from './complaints';
import { demo, offersDemo } from './demo';
import { desk } from './desk';
import { dossier } from './dossier';
import { drafts } from './drafts';
import { events } from './events';
import { evidence } from './evidence';
import { figures } from './figures';
import { guardian } from './guardian';
import { holdings } from './holdings';
import { inspection } from './inspection';
import { inspectorDesk } from './inspector-desk';
import { kin } from './kin';
import { laws } from './laws';
import { leaves } from './leaves';
import { logState } from './log-state';
import { messages } from './messages';
import { occasions } from './occasions';
import { organisations } from './organisations';
import { ownData } from './own-data';
import { papers } from './papers';
import { people } from './people';
import { quota } from './quota';
import { rehearsal } from './rehearsal';
import { scores } from './scores';
import { service } from './service';
import { session } from './session';
import { substitutes } from './substitutes';
import { teams } from './teams';

/** Every route of the API with its handler. */
export const modulesOf = (deps: ApiDeps, live?: Live): Module[] => {
  const log = new Evidence(deps);
  return [
    service(deps),
    session(deps, log),
    organisations(deps),
    people(deps),
    holdings(deps),
    leaves(deps),
    substitutes(deps),
    closedPeriods(deps),
    accounts(deps),
    teams(deps),
    inspection(deps),
    kin(deps),
    messages(deps),
    channels(deps),
    calendar(deps),
    bulletin(deps),
    calendarFeeds(deps),
    quota(deps),
    papers(deps),
    drafts(deps),
    ownData(deps),
    desk(deps),
    ...(offersDemo(deps.config) ? [demo(deps)] : []),
    evidence(deps, log),
    ...casework(deps, log),
    ...(live ? [events(live)] : []),
  ];
};

const casework = (deps: ApiDeps, log: Evidence): Module[] => {
  const { casework: work } = deps;
  if (!work) return [];
  return [
    cases(deps, work),
    audit(deps, work),
    figures(deps),
    laws(deps, work),
    logState(deps, work),
    dossier(deps, work, log),
    occasions(deps, work),
    booths(deps, work),
    boothVotes(deps),
    guardian(deps, work),
    certificates(deps, work),
    scores(deps),
    complaints(deps, work),
    inspectorDesk(deps, work),
    ...(work.rehearsal ? [rehearsal(deps, work, work.rehearsal)] : []),
  ];
};
