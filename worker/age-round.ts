import { randomUUID } from 'node:crypto';
import { commandOf } from '../dispatch/opener';
import { dayOf } from '../domain/calendar/day';
import { SYSTEM } from '../domain/case/telling';
import { birthdaysTold, overAgeCases, untoldBirthdays, untoldEndings } from '../records/ages';
import { transaction } from '../records/database';
import { register } from '../records/register';
import { tellDesk } from '../records/tell-desk';
import type { RoundDeps } from './rounds';

/** Who asked too young, or was nominated so, is told on the fourteenth birthday, and so is the branch; nothing is opened for anybody. */
export const tellBirthdays = async ({ database }: Pick<RoundDeps, 'database'>, now: number): Promise<void> => {
  const today = dayOf(now);
  if ((await untoldBirthdays(database.pool, today)) === 0) return;
  await transaction(database.pool, async (client) => {
    for (const { person, unit, on } of await birthdaysTold(client, today)) {
      await tellDesk(client, { kind: 'may-apply-now', body: { on }, on: today, now, desk: { seat: 'applicant', person } });
      await tellDesk(client, {
        kind: 'child-may-apply',
        body: { on, person },
        on: today,
        now,
        desk: { seat: 'branch-secretary', org: unit },
      });
    }
  });
};

/** An applicant turned 28: he, his branch and the committee are told on which day the case ends, unless a vote of before the birthday is recorded. */
export const tellOverAge = async ({ database }: Pick<RoundDeps, 'database'>, now: number): Promise<void> => {
  const on = dayOf(now);
  for (const { id, endsOn, subject, unit, committee } of await untoldEndings(database.pool, on))
    await transaction(database.pool, async (client) => {
      const told = { caseId: id, kind: 'over-age-soon', body: { on: endsOn }, on, now };
      await tellDesk(client, { ...told, desk: { seat: 'applicant', person: subject } });
      await tellDesk(client, { ...told, desk: { seat: 'branch-secretary', org: unit } });
      await tellDesk(client, { ...told, desk: { seat: 'committee-officer', org: committee } });
    });
};

/**
 * An applicant who turned 28 before the branch had resolved: the case ends without fault, once no vote of before the birthday can be recorded any more. Birth
 * dates stay in Postgres, so the watch is here.
 */
export const endOverAge = async ({ database, courier, signer }: RoundDeps, now: number): Promise<void> => {
  const today = dayOf(now);
  for (const { id, procedure } of await overAgeCases(database.pool, today)) {
    const command = commandOf(
      signer,
      id,
      { kind: 'endCase', on: today, actor: SYSTEM, recorder: SYSTEM, body: { why: 'over-age' }, papers: [] },
      {},
      randomUUID(),
      now,
    );
    const registered = await register(database.pool, command, SYSTEM.id, `over-age:${id}`, now);
    if (registered.status === 'registered') await courier.deliver(registered.command, procedure);
  }
};
