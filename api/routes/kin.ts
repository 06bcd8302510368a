import type { z } from 'zod';
import { isInspection, mayKeepInspector } from '../../domain/authority/inspection';
import { mayKeep } from '../../domain/authority/reach';
import { ground, holds, type Who, within } from '../../domain/authority/who';
import { refuse } from '../../domain/case/refusal';
import { type KinView, kinRoutes } from '../../domain/contract/kin';
import { KIN_TITLES } from '../../domain/people/kin';
import { maskId, readResidentId } from '../../domain/people/resident-id';
import { type DeclaredAs, declareKin, findKin, type KinRecord, kinOf, withdrawKin } from '../../records/kin';
import { appendLog } from '../../records/log';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { findPerson } from '../people';
import { badField, forbidden, notFound, Refused } from '../problem';
import { findStaff } from '../staff';

const view = (row: KinRecord): z.input<typeof KinView> => ({
  id: row.id,
  person: { id: row.person_id, name: row.person_name },
  relative: { ...row.relative, idNumber: row.relative.idNumber && maskId(row.relative.idNumber) },
  kind: row.kind,
  title: KIN_TITLES[row.kind],
  since: row.since ?? undefined,
  until: row.until ?? undefined,
  note: row.note,
  declaredAs: row.declared_as,
  declaredOn: row.declared_on,
  withdrawnOn: row.withdrawn_on ?? undefined,
});

type Owner = Awaited<ReturnType<typeof findStaff>>;

/** As what somebody speaks about a person's kin: inspection before office, so that what it finds is its own; undefined: not at all. */
const speaksAs = (who: Who, owner: Owner): DeclaredAs | undefined => {
  if (owner.personId === who.personId) return 'self';
  const places = [...(owner.unitPath ? [owner.unitPath] : []), ...owner.holdings.map(ground)];
  if (holds(who, ['inspector', 'inspection-head'], (held) => places.some((path) => within(path, ground(held)) || within(path, held.path))))
    return 'inspection';
  return owner.unitPath !== undefined && mayKeep(who, 'person', owner.unitPath) ? 'officer' : undefined;
};

/** The number of a relative known by name, as it is found again later. */
const numberOf = (typed: string | undefined, today: string): { idNumber?: string } => {
  if (typed === undefined) return {};
  const reading = readResidentId(typed, today);
  if (!reading.ok) throw badField('/idNumber', reading.text, 'The identity number is not valid');
  return { idNumber: reading.identity.id };
};

const notYours = () =>
  forbidden(
    '亲属及利害关系由本人申报, 或由本单位任职人员、纪检监督人员登记',
    'Declared by the person, by officers who keep the record, or by inspection',
  );

export const kin = ({ database, vault }: ApiDeps) =>
  moduleOf(kinRoutes, {
    listKin: async ({ params, who, today }) => {
      const as = speaksAs(who, await findStaff(database.pool, who, params.id, today));
      if (!as) throw notYours();
      const rows = await kinOf(database.pool, vault, params.id, as === 'inspection');
      return { items: rows.filter((row) => as === 'inspection' || row.declared_as !== 'inspection').map(view) };
    },

    declareKin: async ({ params, body, who, tx, now, today }) => {
      const owner = await findStaff(tx, who, params.id, today);
      const as = speaksAs(who, owner);
      if (!as) throw notYours();
      if (body.relativeId === owner.personId) throw badField('/relativeId', '不能填写本人', 'Nobody is his own relative');
      if (body.relativeId !== undefined)
        await findPerson(tx, who, body.relativeId).catch(() => findStaff(tx, who, body.relativeId ?? '', today));
      const relative =
        body.relativeId === undefined ? { name: body.name ?? '', ...numberOf(body.idNumber, today) } : { id: body.relativeId };
      const since = body.since ?? (body.kind === 'direct-superior' ? today : undefined);
      const entered = await declareKin(tx, vault, {
        person: owner.personId,
        relative,
        kind: body.kind,
        ...(since === undefined ? {} : { since }),
        ...(body.until === undefined ? {} : { until: body.until }),
        ...(body.note === undefined ? {} : { note: body.note }),
        by: who.personId,
        as,
        on: today,
      });
      const said = { id: entered.id, of: owner.personId, kind: body.kind, as };
      await appendLog(tx, { at: now, kind: 'kin-declared', personId: who.personId, body: said });
      return view(entered);
    },

    withdrawKin: async ({ params, who, tx, now, today }) => {
      const found = await findKin(tx, vault, params.id, 'FOR UPDATE OF k');
      const owner = found && (await findStaff(tx, who, found.person_id, today).catch(() => undefined));
      const as = owner && speaksAs(who, owner);
      // What inspection found is nobody else's to know of.
      if (!found || !owner || (found.declared_as === 'inspection' && as !== 'inspection'))
        throw notFound('没有这项申报', 'There is no such declaration');
      if (!as || (as === 'self' && found.declared_as !== 'self')) throw notYours();
      if (owner.holdings.some(isInspection) && !mayKeepInspector(who, owner)) throw notYours();
      if (found.withdrawn_on !== null)
        throw new Refused(
          refuse('already-withdrawn', '这项申报已经撤回', 'It is withdrawn already', ['无需再办', 'Nothing remains to be done']),
        );
      await withdrawKin(tx, found.id, who.personId, today);
      await appendLog(tx, { at: now, kind: 'kin-withdrawn', personId: who.personId, body: { id: found.id, of: found.person_id } });
      return view({ ...found, withdrawn_on: today });
    },
  });
