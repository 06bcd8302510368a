import type { ApiDeps } from '../deps';
import type { Module } from '../module';
import { cases } from './cases';
import { occasions } from './occasions';
import { papers } from './papers';
import { quota } from './quota';
import { rehearsal } from './rehearsal';
import { service } from './service';
import { session } from './session';

/** Every route of the API with its handler. */
export const modulesOf = (deps: ApiDeps): Module[] => [service(deps), session(deps), quota(deps), papers(deps), ...casework(deps)];

const casework = (deps: ApiDeps): Module[] => {
  const { casework: work } = deps;
  if (!work) return [];
  return [cases(deps, work), occasions(deps, work), ...(work.rehearsal ? [rehearsal(deps, work, work.rehearsal)] : [])];
};
