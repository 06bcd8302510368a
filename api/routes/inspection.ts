import { machineClock } from '../../config/clock';
import { isHead, isHigherHead, isInspection, mayKeepInspector } from '../../domain/authority/inspection';
import { holds, type Who } from '../../domain/authority/who';
import { maxDay } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { inspectionRoutes } from '../../domain/contract/inspection';
import { issueSlip, newSlipCode } from '../../records/accounts';
import { transaction } from '../../records/database';
import { askOrJoin } from '../../records/joint-acts';
import { cutLeave, enterLeave, findLeave, type LeaveRow, leavesOf } from '../../records/leaves';
import { appendLog } from '../../records/log';
import { rosterOf } from '../../records/roster';
import { removeFactor } from '../../records/second-factor';
import { endSessions } from '../../records/sessions';
import { SLIP_MS } from '../activation';
import type { ApiDeps } from '../deps';
import { headEmergency } from '../head-emergency';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { findOrganisation } from '../organisations';
import { badField, forbidden, notFound, Refused } from '../problem';
import { noFactor } from '../sign-in-problems';
import { findStaff, keepAccount } from '../staff';

const leaveView = (row: LeaveRow) => ({
  id: row.id,
  person: { id: row.person_id, name: row.name },
  since: row.since,
  until: row.until ?? undefined,
});

const onlyHead = () => forbidden('只有该监督机构的负责人可以办理', 'Only the head of that inspection office may do this');

/** Of the office: whoever inspects for it, and the head above. */
const belongs = (who: Who, office: { id: string; inspectsPath?: string }): boolean =>
  holds(who, ['inspector', 'inspection-head'], (held) => held.orgId === office.id) || isHigherHead(who, office);

const noPermitNeeded = () =>
  new Refused(
    refuse('no-permit-needed', '此人不任监督岗位, 启用第二因素不需要登记单', 'Who does not inspect enrols without a permit', [
      '由本人登录后自行启用',
      'The person signs in and enrols',
    ]),
  );

export const inspection = (deps: ApiDeps) => {
  const { database, vault } = deps;
  const machine = () => (deps.machineClock ?? machineClock).now();

  /** The office as somebody sees it; 404 where the organisation is none. */
  const officeFor = async (who: Who, id: string) => {
    const org = await findOrganisation(database.pool, who, id);
    if (org.kind !== 'inspection-office') throw notFound('没有这个监督机构', 'There is no such inspection office');
    return { org, office: { id: org.id, ...(org.inspects_path === null ? {} : { inspectsPath: org.inspects_path }) } };
  };

  return moduleOf(inspectionRoutes, {
    listInspectors: async ({ params, who, today }) => {
      const { office } = await officeFor(who, params.id);
      if (!belongs(who, office)) throw forbidden('只有本监督机构的人员可以查看', 'For the inspection office itself');
      const [roster, leaves] = [await rosterOf(database.pool, office.id, today), await leavesOf(database.pool, [office.id], today)];
      return {
        items: roster.map((row) => ({
          person: { id: row.person_id, name: row.name },
          holding: row.id,
          role: row.role,
          acting: row.acting,
          order: row.rank ?? undefined,
          since: row.since,
          until: row.until ?? undefined,
          leave: leaves.filter((leave) => leave.person_id === row.person_id).map(leaveView),
          secondFactor: row.factor,
        })),
      };
    },

    giveLeave: async ({ params, body, who, tx, now, today }) => {
      const { office } = await officeFor(who, params.id);
      if (!isHead(who, office)) throw onlyHead();
      const roster = await rosterOf(tx, office.id, maxDay(body.since, today));
      if (!roster.some(({ person_id }) => person_id === body.personId))
        throw badField('/personId', '此人不在本监督机构任职', 'The person does not inspect for this office');
      const leave = await enterLeave(tx, {
        person: body.personId,
        office: office.id,
        since: body.since,
        until: body.until,
        by: who.personId,
      });
      if (!leave) throw notFound();
      await appendLog(tx, { at: now, kind: 'leave-given', personId: who.personId, body: { id: leave.id, of: body.personId } });
      return leaveView(leave);
    },

    endLeave: async ({ params, who, tx, now, today }) => {
      const leave = await findLeave(tx, params.id);
      const found = leave && (await officeFor(who, leave.org_id).catch(() => undefined));
      if (!leave || !found) throw notFound('没有这次请假', 'There is no such leave');
      if (!isHead(who, found.office)) throw onlyHead();
      if (leave.until !== null && leave.until < today)
        throw new Refused(
          refuse('already-ended', '请假已经结束', 'The leave has ended already', ['无需再办', 'Nothing remains to be done']),
        );
      await appendLog(tx, { at: now, kind: 'leave-ended', personId: who.personId, body: { id: leave.id, of: leave.person_id } });
      return leaveView(await cutLeave(tx, leave, today));
    },

    issueFactorPermit: async ({ params, who, now, today }) => {
      const owner = await findStaff(database.pool, who, params.id, today);
      if (!owner.holdings.some(isInspection)) {
        keepAccount(who, owner);
        throw noPermitNeeded();
      }
      if (!mayKeepInspector(who, owner)) throw onlyHead();
      const [code, at] = [newSlipCode(), await machine()];
      await transaction(database.pool, async (tx) => {
        await issueSlip(tx, { code, personId: owner.personId, issuedBy: who.personId, at, expiresAt: at + SLIP_MS, purpose: 'factor' });
        await appendLog(tx, { at: now, kind: 'factor-permit-issued', personId: who.personId, body: { for: owner.personId } });
      });
      return { code, expiresAt: new Date(at + SLIP_MS).toISOString() };
    },

    resetSecondFactor: async ({ params, body, who, now, today }) => {
      const owner = await findStaff(database.pool, who, params.id, today);
      keepAccount(who, owner);
      const at = await machine();
      return lawful(
        transaction(database.pool, async (tx) => {
          const { rows } = await tx.query<{ id: string }>(
            'SELECT a.id FROM account a JOIN second_factor f ON f.account_id = a.id WHERE a.person_id = $1 FOR UPDATE OF a',
            [owner.personId],
          );
          const [account] = rows;
          if (!account) throw noFactor();
          const alone = owner.holdings.some(isInspection);
          const joint = { kind: 'factor-reset', about: account.id, person: owner.personId, by: who.personId, at } as const;
          const done = alone ? undefined : await askOrJoin(tx, vault, { ...joint, reason: body.reason });
          const reason = vault.seal({ table: 'log_entry', column: 'reason', row: owner.personId }, body.reason).toString('base64');
          const kind = done?.status === 'asked' ? 'factor-reset-asked' : 'factor-reset';
          await appendLog(tx, {
            at: now,
            kind,
            personId: who.personId,
            body: { of: owner.personId, reason, ...(done ? { joint: done.id } : {}) },
          });
          if (done?.status === 'asked') return { status: 'asked' as const, expiresAt: new Date(done.expiresAt).toISOString() };
          await removeFactor(tx, account.id);
          await endSessions(tx, account.id);
          return { status: 'done' as const };
        }),
      );
    },

    headEmergency: headEmergency(deps, officeFor),
  });
};
