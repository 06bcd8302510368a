import type { FastifyRequest } from 'fastify';
import { machineClock } from '../config/clock';
import type { Config } from '../config/config';
import { type Day, dayOf } from '../domain/calendar/day';
import { refuse } from '../domain/case/refusal';
import type { Route } from '../domain/contract/route';
import type { CaseAt } from '../records/places';
import { findSession, type Session, type Standing, tokenHash } from '../records/sessions';
import { readCookie } from './cookies';
import type { ApiDeps } from './deps';
import { Refused } from './problem';
import { refuseWithoutFactor, requireStepUp } from './step-up';
import { refuseTeamWrites } from './team';

/** What the guard found out about a request, for its handler. */
export interface Visit {
  readonly now: number;
  readonly today: Day;
  readonly session?: Session;
  /** The case of a route that reads one. */
  readonly found?: CaseAt;
  /** Session and case are as they were read some time ago; whoever acts on them must prove that they still stand. */
  readonly standing?: Standing;
  /** Reads both once more. Only where they were read some time ago. */
  readonly anew?: () => Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | null;
    /** Settles when the guard has found out who sends it, or refuses. */
    entering: Promise<void> | null;
  }
}

const bearerOf = (request: FastifyRequest): string | undefined => /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

/**
 * A page of another site can make a browser send our cookie with a form of its own. Browsers say where a request comes from; one that is
 * foreign may not change anything. Programs that show a token in a header are no browsers.
 */
function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || bearerOf(request) !== undefined) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const foreignSite = typeof site === 'string' && site !== 'same-origin' && site !== 'none';
  const ours = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host) || origin === config.publicUrl;
  if (foreignSite || !ours)
    throw new Refused(
      refuse('foreign-origin', '请求来自其他网站，已拒绝', 'The request comes from another site', [
        '在本系统的页面中操作',
        'Use the pages of this system',
      ]),
    );
}

export const notSignedIn = () =>
  new Refused(
    refuse('not-signed-in', '尚未登录，或登录已过期', 'Not signed in, or the session has ended', [
      '重新登录: POST /api/session',
      'Sign in: POST /api/session',
    ]),
    {
      headers: { 'www-authenticate': 'Bearer' },
    },
  );

/** What a page of the portal names with each act: for whom it was typed. */
export const PERSON_HEADER = 'tuanwu-person';

/** One browser has one cookie: whoever signs in in another window must not send what was typed by somebody else here. */
function refuseOtherPerson(request: FastifyRequest, personId: string): void {
  const meant = request.headers[PERSON_HEADER];
  if (meant === undefined || meant === personId) return;
  throw new Refused(
    refuse('other-person', '此浏览器中已有另一人登录，没有办理', 'Somebody else has signed in in this browser: nothing was done', [
      '由填写的人重新登录后再提交',
      'Whoever typed it signs in again and sends it',
    ]),
    { status: 409 },
  );
}

/** Whoever was given a password by somebody else can do nothing until it is changed. */
const STILL_ALLOWED = ['whoAmI', 'changePassword', 'signOut'];

/** The case that a route reads; what is no id is left to the route's schema. */
const caseIn = (request: FastifyRequest, route: Route): string | undefined => {
  if (!route.readsCase || !route.params?.safeParse(request.params).success) return undefined;
  return (request.params as { id: string }).id;
};

/** Who sends a request to a public route, where it shows a session that is good; nobody is refused for the want of one. */
export const visitorOf = async (deps: ApiDeps, request: FastifyRequest): Promise<Session | undefined> => {
  const token = bearerOf(request) ?? readCookie(deps.config, request);
  if (token === undefined) return undefined;
  const [now, machine] = await Promise.all([deps.clock.now(), (deps.machineClock ?? machineClock).now()]);
  return findSession(deps.database.pool, token, dayOf(now), machine);
};

/**
 * Where does it come from, who sends it, what day is it. A body of JSON arrives and is parsed while the session is read; no handler runs, and no fault of
 * the body is told, before the guard has let the sender in. Files are not taken from a stranger at all.
 */
export const guard = (deps: ApiDeps, route: Route) => {
  const enter = entrance(deps, route);
  return async (request: FastifyRequest): Promise<void> => {
    request.entering = enter(request);
    if (route.consumes === 'multipart') await request.entering;
    else request.entering.catch(() => undefined);
  };
};

/** The last moment at which the guard may refuse. */
export const letIn = async (request: FastifyRequest): Promise<void> => {
  await request.entering;
};

const entrance =
  (deps: ApiDeps, route: Route, restsOnRead = route.restsOnRead === true) =>
  async (request: FastifyRequest): Promise<void> => {
    refuseForeignOrigin(request, deps.config);
    if (route.auth === 'public') return;
    const token = bearerOf(request) ?? readCookie(deps.config, request);
    if (token === undefined) throw notSignedIn();
    const [now, machine] = await Promise.all([deps.clock.now(), (deps.machineClock ?? machineClock).now()]);
    const today = dayOf(now);
    const id = caseIn(request, route);
    const remembered = deps.casework?.desk.remembered;
    const before = restsOnRead && id !== undefined ? remembered?.both(tokenHash(token), id) : undefined;
    const enters =
      before &&
      (await mayEnter(deps, route, request, before.session).then(
        () => true,
        () => false,
      ));
    if (before && enters) {
      const standing = { session: before.session, case: before.found, today, now: machine };
      request.visit = { now, today, ...before, standing, anew: () => entrance(deps, route, false)(request) };
      return;
    }
    const read = await findSession(deps.database.pool, token, today, machine, id);
    if (!read) throw notSignedIn();
    const { found, ...session } = read;
    await mayEnter(deps, route, request, session);
    if (found) remembered?.keep(session, found);
    request.visit = { now, today, session, ...(found ? { found } : {}) };
  };

/** What is asked of a sender who has a session. @throws Refused */
const mayEnter = async (deps: ApiDeps, route: Route, request: FastifyRequest, session: Session): Promise<void> => {
  refuseOtherPerson(request, session.who.personId);
  if (session.mustChange && !STILL_ALLOWED.includes(route.operationId))
    throw new Refused(
      refuse('password-change-required', '初始密码须先修改', 'The first password must be changed', [
        'PUT /api/me/password',
        'PUT /api/me/password',
      ]),
    );
  refuseTeamWrites(route, session.team);
  refuseWithoutFactor(deps, route, session);
  if (route.stepUp) await requireStepUp(deps, session);
};
