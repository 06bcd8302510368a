import { machineClock } from '../config/clock';
import type { Session } from '../records/sessions';
import type { ApiDeps } from './deps';

/** The person who is signed in: who, where, which roles today, how many unread messages. */
export async function meOf({ database: { prisma }, config }: ApiDeps, { who, login, mustChange }: Session, today: string) {
  const [person, holdings, unread] = await Promise.all([
    prisma.person.findUniqueOrThrow({ where: { id: who.personId }, select: { id: true, name: true, league: true, unitId: true } }),
    prisma.holding.findMany({
      where: { personId: who.personId, since: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] },
      orderBy: [{ since: 'asc' }, { id: 'asc' }],
    }),
    prisma.message.count({ where: { personId: who.personId, readAt: null } }),
  ]);
  const ids = [...holdings.map(({ orgId }) => orgId), ...(person.unitId === null ? [] : [person.unitId])];
  const organisations = await prisma.organisation.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, kind: true } });
  const byId = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  return {
    person: { id: person.id, name: person.name, league: person.league, unit: byId.get(person.unitId ?? '') },
    login,
    holdings: holdings.flatMap(({ id, role, orgId, acting }) => {
      const organisation = byId.get(orgId);
      return organisation ? [{ id, role, organisation, acting }] : [];
    }),
    unread,
    mustChangePassword: mustChange,
    mode: config.mode,
    today,
  };
}

export async function sessionsOf({ database, machineClock: clock = machineClock }: ApiDeps, mine: Session) {
  const rows = await database.prisma.session.findMany({
    where: { accountId: mine.accountId, expiresAt: { gt: new Date(await clock.now()) } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
  return rows.map(({ tokenHash, createdAt, lastSeenAt, expiresAt, agent }) => ({
    id: Buffer.from(tokenHash).toString('hex'),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    agent,
    current: mine.tokenHash.equals(Buffer.from(tokenHash)),
  }));
}
