import type { Pool } from 'pg';
import { type Place, seatsIn } from '../domain/authority/seats';
import { ground, holds, type Role, type Who, within } from '../domain/authority/who';
import type { Seat } from '../domain/case/step';
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

/** Never a word to anybody but inspection that a person complained: neither the code, nor an absence that only a complaint would explain. */
const viewOf = ({ person, name, office, officeName, acting, away, conflicts }: Seated, sight: Sight) => ({
  person: { id: person, name },
  office: { id: office, name: officeName },
  acting,
  available: !away && conflicts.length === 0,
  ...(sight === 'inspection' ? { away, conflicts: [...conflicts] } : {}),
  ...(sight === 'desk' ? { conflicts: conflicts.filter(({ code }) => code !== 'complainant') } : {}),
});

/** Who may inspect a case, as the person who asks may see it. */
export const inspectorsView = async (pool: Pool, vault: Vault, found: CaseAt, who: Who, today: string) => {
  const sight = sightOf(who, found.place);
  if (sight === undefined) throw forbidden('由任职人员和纪检监督人员查看', 'For officers and inspectors');
  const { seated, next } = await inspectorsFor(pool, vault, {
    committeePath: found.place.committeePath,
    case: found.state.id,
    candidates: await candidatesOf(pool, found.state.id),
    on: today,
  });
  return { items: seated.map((one) => viewOf(one, sight)), ...(next === undefined ? { nobodyLeft: NOBODY_LEFT } : { next }) };
};
