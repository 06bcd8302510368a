import type { ApiDeps } from '../deps';
import type { Module } from '../module';
import { accounts } from './accounts';
import { calendar } from './calendar';
import { cases } from './cases';
import { demo, offersDemo } from './demo';
import { drafts } from './drafts';
import { guardian } from './guardian';
import { holdings } from './holdings';
import { messages } from './messages';
import { occasions } from './occasions';
import { organisations } from './organisations';
import { papers } from './papers';
import { people } from './people';
import { quota } from './quota';
import { rehearsal } from './rehearsal';
import { service } from './service';
import { session } from './session';

/** Every route of the API with its handler. */
export const modulesOf = (deps: ApiDeps): Module[] => [
  service(deps),
  session(deps),
  organisations(deps),
  people(deps),
  holdings(deps),
  accounts(deps),
  messages(deps),
  calendar(deps),
  quota(deps),
  papers(deps),
  drafts(deps),
  ...(offersDemo(deps.config) ? [demo(deps)] : []),
  ...casework(deps),
];

const casework = (deps: ApiDeps): Module[] => {
  const { casework: work } = deps;
  if (!work) return [];
  return [
    cases(deps, work),
    occasions(deps, work),
    guardian(deps, work),
    ...(work.rehearsal ? [rehearsal(deps, work, work.rehearsal)] : []),
  ];
};
