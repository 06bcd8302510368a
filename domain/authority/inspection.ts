import { type Held, holds, type Role, type Who, within } from './who';

/*
 * The inspection office stands outside the League tree (纪检监察机构不受团的管理员管理): its people are kept by its head, its head by the head of the
 * higher office, and by nobody else. Where there is no higher office two system administrators act together; see records/joint-acts.ts.
 */

const INSPECTION: readonly Role[] = ['inspector', 'inspection-head'];
export const isInspection = (held: Pick<Held, 'role'>): boolean => INSPECTION.includes(held.role);

/** Roles that keep roles and accounts: nobody holds one of them and one of inspection. */
const KEEPERS: readonly Role[] = ['administrator', 'system-administrator'];

/** Whether somebody who holds `theirs`, today or later, may not also be given the role. */
export const excludes = (role: Role, theirs: readonly Pick<Held, 'role'>[]): boolean =>
  INSPECTION.includes(role) ? theirs.some((held) => KEEPERS.includes(held.role)) : KEEPERS.includes(role) && theirs.some(isInspection);

export interface Office {
  readonly id: string;
  readonly inspectsPath?: string;
}

export const isHead = (who: Who, office: Office): boolean => holds(who, ['inspection-head'], (held) => held.orgId === office.id);

/** Head of an office that inspects something above what this office inspects. */
export const isHigherHead = (who: Who, { id, inspectsPath }: Office): boolean =>
  inspectsPath !== undefined &&
  holds(
    who,
    ['inspection-head'],
    (held) =>
      held.orgId !== id && held.inspectsPath !== undefined && held.inspectsPath !== inspectsPath && within(inspectsPath, held.inspectsPath),
  );

/** A system administrator over what the office inspects: he may begin an office, and take part in an emergency; nothing else. */
export const isSystemOver = (who: Who, { inspectsPath }: Office): boolean =>
  inspectsPath !== undefined && holds(who, ['system-administrator'], (held) => within(inspectsPath, held.path));

/** Somebody of the inspection office, as far as his account goes. */
export interface InspectionOwner {
  readonly personId: string;
  readonly holdings: readonly Held[];
  /** No password yet: the account begins, or was begun anew by the appointment. */
  readonly fresh?: boolean;
  /** The first head that his office ever had, where no higher office has one: somebody has to begin. */
  readonly firstHead?: boolean;
}

/**
 * Password, slip, factor and status of somebody who inspects. A head's belong to the head of the higher office; his predecessor in the office, or at
 * the very beginning a system administrator, hands over the first slip only.
 */
export const mayKeepInspector = (who: Who, owner: InspectionOwner): boolean => {
  if (owner.personId === who.personId) return false;
  const headships = owner.holdings.filter(({ role }) => role === 'inspection-head').map(officeOf);
  if (headships.length > 0)
    return headships.every(
      (office) =>
        isHigherHead(who, office) ||
        (owner.fresh === true && (isHead(who, office) || (owner.firstHead === true && isSystemOver(who, office)))),
    );
  return owner.holdings.some((held) => held.role === 'inspector' && isHead(who, officeOf(held)));
};

export const officeOf = (held: Held): Office => ({
  id: held.orgId,
  ...(held.inspectsPath === undefined ? {} : { inspectsPath: held.inspectsPath }),
});
