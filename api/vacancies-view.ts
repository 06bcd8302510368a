import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Who } from '../domain/authority/who';
import type { Day } from '../domain/calendar/day';
import type { Vacancies } from '../domain/contract/leaves';
import { wouldBeVacant } from '../records/standing/simulate';
import type { Without } from '../records/standing/vacancies';
import { namesOf } from './names';
import { CLOSED } from './sight';

type Client = Pick<Pool | PoolClient, 'query'>;

const MOST_SHOWN = 200;

/** Which cases would have nobody, were somebody away or a role over; as the person who asks may read them. */
export const vacanciesWithout = async (client: Client, who: Who, without: Without, today: Day): Promise<z.input<typeof Vacancies>> => {
  const cases = await wouldBeVacant(client, { person: who.personId, closed: CLOSED }, without, today);
  const shown = cases.slice(0, MOST_SHOWN);
  // One after the other: a transaction has one connection.
  const people = await namesOf(
    client,
    shown.map(({ subject_id }) => subject_id),
    [],
  );
  const units = await namesOf(
    client,
    [],
    shown.flatMap(({ unit_id, org_id }) => [unit_id, org_id]),
  );
  const n = cases.length;
  return {
    total: n,
    sentence: {
      zh: n === 0 ? '没有案件会因此无人办理' : `将有 ${n} 件案件无人可以办理或审批`,
      en: n === 0 ? 'No case would be left without anybody' : `${n} cases would have nobody who may approve`,
    },
    cases: shown.map(({ id, procedure, subject_id, unit_id, step, seat, org_id, from }) => ({
      case: id,
      procedure,
      ...(subject_id ? { subject: people.person(subject_id) } : {}),
      unit: units.organisation(unit_id),
      step,
      seat,
      at: units.organisation(org_id),
      from,
    })),
  };
};
