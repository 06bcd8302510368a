import { mayKeep } from '../../domain/authority/reach';
import { holds, type Who } from '../../domain/authority/who';
import { peopleRoutes } from '../../domain/contract/people';
import { transaction } from '../../records/database';
import { commitTo, keepText } from '../../records/evidence/commitments';
import { appendLog } from '../../records/log';
import { createPerson, updatePerson, type Written } from '../../records/people';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { importRows } from '../import-people';
import { moduleOf } from '../module';
import { findOrganisation, type OrganisationRow } from '../organisations';
import { findPerson, lineOf, peoplePage, personView, sealedOf } from '../people';
import { badField, forbidden, languageOf, notFound, Refused } from '../problem';
import { readingNoter } from '../reading';

/** What only committees and administrators may say of a person. */
const MEMBERSHIP = ['league', 'memberSince', 'leftOn', 'certified', 'rightsLostSince', 'rightsLostUntil'] as const;

function refuseUnlessKeeper(who: Who, path: string | null, body: Readonly<Record<string, unknown>>): void {
  if (path === null || !(mayKeep(who, 'person', path) || keepsOffice(who, path)))
    throw forbidden('只有本单位或上级的任职人员可以登记人员', 'Only officers at or above the unit keep its people');
  const claimed = MEMBERSHIP.find((field) => body[field] !== undefined && body[field] !== 'none' && body[field] !== false);
  if (claimed !== undefined && !mayKeep(who, 'membership', path))
    throw forbidden('团籍情况由团委登记，支部不能直接填写', 'Membership is entered by the committee, not by the branch', `/${claimed}`);
}

/** The people of an inspection office who belong to no League unit are entered and corrected by its head. */
const keepsOffice = (who: Who, path: string): boolean => holds(who, ['inspection-head'], (held) => held.path === path);

const openUnit = (unit: OrganisationRow, who: Who): OrganisationRow => {
  if (unit.closed_on !== null || (unit.kind === 'inspection-office' && !keepsOffice(who, unit.path)))
    throw badField('/unitId', '该单位已撤销或不能登记人员', 'The unit is closed, or keeps no people');
  return unit;
};

const idOf = (written: Written | undefined): string => {
  if (written === undefined) throw notFound();
  if (!written.ok) throw new Refused(written.refusal);
  return written.id;
};

export const people = (deps: ApiDeps) => {
  const { database, vault } = deps;
  const reading = readingNoter(deps);
  return moduleOf(peopleRoutes, {
    listPeople: async ({ query, who }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [key, last] = readCursor(query.after, 'uuid');
      const rows = await peoplePage(database.pool, who, { ...query, limit, after: [key, last] });
      return pageFrom(rows, limit, (row) => [row.pinyin, row.id], lineOf);
    },

    readPerson: async ({ params, who, now, today }) => {
      const row = await findPerson(database.pool, who, params.id);
      await reading.ofPerson(who, row, { now, today });
      const keeps = row.account_id !== null && row.unit_path !== null && mayKeep(who, 'account', row.unit_path);
      return { ...personView(vault, row), ...(keeps ? { accountId: row.account_id ?? undefined } : {}) };
    },

    revealPerson: async ({ params, body, who, now }) => {
      const row = await findPerson(database.pool, who, params.id);
      if (row.unit_path === null || !mayKeep(who, 'reveal', row.unit_path))
        throw forbidden('只有任职人员可以查看完整号码', 'Only officers see numbers in full');
      // No entry, no answer. The reason is free text: the log commits to it, and it lies sealed beside.
      await transaction(database.pool, async (tx) => {
        const committed = await commitTo(tx, vault, row.id, { reason: body.reason });
        const entry = await appendLog(tx, { at: now, kind: 'person-revealed', personId: who.personId, body: { of: row.id, ...committed } });
        await keepText(tx, vault, { entry, name: 'reason', personId: row.id, text: body.reason });
      });
      return sealedOf(vault, row);
    },

    createPerson: async ({ body, who, tx, now, today }) => {
      const unit = openUnit(await findOrganisation(tx, who, body.unitId), who);
      refuseUnlessKeeper(who, unit.path, body);
      const id = idOf(await createPerson(tx, vault, body, today));
      const values = await commitTo(tx, vault, id, body);
      await appendLog(tx, { at: now, kind: 'person-created', personId: who.personId, body: { id, unit: unit.id, values } });
      return personView(vault, await findPerson(tx, who, id));
    },

    changePerson: async ({ params, body, who, tx, now, today }) => {
      const row = await findPerson(tx, who, params.id);
      refuseUnlessKeeper(who, row.unit_path, body);
      if (row.id === who.personId) throw forbidden('不能修改自己的登记，请他人办理', 'Nobody corrects his or her own record');
      if (body.unitId !== undefined) refuseUnlessKeeper(who, openUnit(await findOrganisation(tx, who, body.unitId), who).path, {});
      idOf(await updatePerson(tx, vault, row.id, body, today));
      const values = await commitTo(tx, vault, row.id, body);
      await appendLog(tx, { at: now, kind: 'person-changed', personId: who.personId, body: { id: row.id, values } });
      return personView(vault, await findPerson(tx, who, row.id));
    },

    importPeople: async ({ params, body, who, tx, now, today, request }) => {
      const unit = openUnit(await findOrganisation(tx, who, params.id), who);
      refuseUnlessKeeper(who, unit.path, {});
      const mayClaim = mayKeep(who, 'membership', unit.path);
      await tx.query('SAVEPOINT dry');
      const rows = await importRows(tx, vault, {
        rows: body.rows,
        unitId: unit.id,
        today,
        language: languageOf(request.headers['accept-language']),
        mayNotClaim: mayClaim ? [] : MEMBERSHIP,
      });
      const count = (status: string) => rows.filter((row) => row.status === status).length;
      const counts = { created: count('created'), exists: count('exists'), refused: count('refused') };
      if (body.dryRun) await tx.query('ROLLBACK TO SAVEPOINT dry');
      else {
        for (const { id, row } of rows.filter(({ status }) => status === 'created')) {
          const values = await commitTo(tx, vault, id ?? '', body.rows[row - 1] as Record<string, unknown>);
          await appendLog(tx, { at: now, kind: 'person-created', personId: who.personId, body: { id, unit: unit.id, values } });
        }
        await appendLog(tx, { at: now, kind: 'people-imported', personId: who.personId, body: { unit: unit.id, ...counts } });
      }
      return { ...counts, rows: body.dryRun ? rows.map((row) => (row.status === 'created' ? { ...row, id: undefined } : row)) : rows };
    },
  });
};
