import type { Pool } from 'pg';
import { type Place, seatsIn } from '../domain/authority/seats';
import { ground, holds, type Role, type Who, within } from '../domain/authority/who';
import type { Seat } from '../domain/case/step';
import { conflictsOf } from '../records/conflicts';
import { candidatesOf, inspectorsFor, type Seated } from '../records/inspectors';
import type { CaseAt } from '../records/places';
import type { Vault } from '../records/sealed';
import { forbidden } from './problem';

const NOBODY_LEFT = {
  zh: '没有可以担任本案监督的人: 请监督机构负责人或上级监督机构增派; 在此之前本环节不会通过',
  en: 'Nobody is left to inspect this case: the head of the office, or of the one above, has to appoint somebody; nothing passes meanwhile',
};

/** The desk that works on the case sees why somebody cannot inspect it; others only whether he can. */
const DESK: readonly Seat[] = ['committee-officer', 'higher-officer'];
const OFFICERS: readonly Role[] = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver', 'administrator'];

type Sight = 'inspection' | 'desk' | 'officer' | undefined;

const sightOf = (who: Who, place: Place): Sight => {
  if (holds(who, ['inspector', 'inspection-head'], (held) => held.inspectsPath !== undefined && within(place.committeePath, ground(held))))
    return 'inspection';
  if (seatsIn(who, place).some((seat) => DESK.includes(seat))) return 'desk';
  return holds(who, OFFICERS, (held) => within(place.unitPath, held.path) || within(place.committeePath, held.path))
    ? 'officer'
    : undefined;
};

/** What a complaint alone says is left out as if there were none: who is available, and who is next, tells nobody of it. */
const withoutComplaints = (one: Seated): Seated => ({ ...one, conflicts: one.conflicts.filter(({ secret }) => !secret) });

/** Never a word to anybody but inspection that a person objected. */
const viewOf = ({ person, name, office, officeName, acting, away, conflicts }: Seated, sight: Sight) => ({
  person: { id: person, name },
  office: { id: office, name: officeName },
  acting,
  available: !away && conflicts.length === 0,
  ...(sight === 'inspection' ? { away, conflicts: conflicts.map(({ secret: _, ...conflict }) => conflict) } : {}),
  ...(sight === 'desk' ? { conflicts: conflicts.filter(({ code }) => code !== 'complainant') } : {}),
});

/** Who may inspect a case, as the person who asks may see it. */
export const inspectorsView = async (pool: Pool, vault: Vault, found: CaseAt, who: Who, today: string) => {
  const sight = sightOf(who, found.place);
  if (sight === undefined) throw forbidden('由任职人员和纪检监督人员查看', 'For officers and inspectors');
  const question = { case: found.state.id, candidates: await candidatesOf(pool, found.state.id), on: today };
  const all = await inspectorsFor(pool, vault, { ...question, committeePath: found.place.committeePath });
  // Whoever has an interest in the case himself does not read what was written about it, whatever office he holds.
  const free = sight === 'inspection' && (await conflictsOf(pool, vault, { ...question, person: who.personId })).length === 0;
  const seated = free ? all.seated : all.seated.map(withoutComplaints);
  const next = seated.find(({ away, conflicts }) => !away && conflicts.length === 0)?.person;
  return { items: seated.map((one) => viewOf(one, sight)), ...(next === undefined ? { nobodyLeft: NOBODY_LEFT } : { next }) };
};
