import { randomBytes } from 'node:crypto';
import { seatsIn } from '../../domain/authority/seats';
import { refuse } from '../../domain/case/refusal';
import { guardianRoutes } from '../../domain/contract/guardian';
import { appendLog, sha256 } from '../../records/log';
import { hasGuardian, TELLS_GUARDIANS, TOLD } from '../../records/minors';
import { findCase } from '../../records/places';
import { queueView } from '../../records/queue-view';
import { caseView } from '../case-view';
import type { ApiDeps, Casework } from '../deps';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { forbidden, notFound, Refused } from '../problem';

/** Long enough for one admission; a new one is issued in a minute. */
const LINK_DAYS = 180;
const DAY_MS = 86_400_000;

const hashOf = (token: string): Buffer => sha256(`guardian ${token}`);

/** A guardian is told of a minor's open case, and of nothing else: who is of age decides alone who learns of it. */
const noGuardian = (zh: string, en: string, remedy: [string, string], code = 'no-guardian'): Refused => {
  const pointer = '/id';
  return new Refused(refuse(code, zh, en, remedy, { pointer }), { errors: [{ in: 'path', pointer, detail: { zh, en }, code }] });
};

const notAnAdmission = (): Refused =>
  noGuardian(
    '监护人链接只为入团申请发放: 其他案件由本人或所在单位办理, 不向监护人告知',
    'A guardian’s link is for an application to join the League: no other case is told to a guardian',
    [
      '由本人或办理单位告知; 本人愿意告诉家人的, 由本人自行告知',
      'Whom the case is about, or the office that runs it, tells of it; whom to tell at home is that person’s own choice',
    ],
    'not-an-admission',
  );

const ofAge = (): Refused =>
  noGuardian(
    '申请人已满 18 周岁, 不再有监护人: 监护人链接只为 14 至 17 周岁的申请人发放 (个人信息保护法: 处理个人信息限于目的所需的最小范围)',
    'The applicant is 18 or older and has no guardian: a link is for applicants of 14 to 17 (Personal Information Protection Law: no more is shown than the purpose needs)',
    [
      '由申请人本人登录查看; 本人愿意告诉家人的, 由本人自行告知',
      'The applicant signs in and looks; whom to tell is the applicant’s own choice',
    ],
  );

const overAlready = (): Refused =>
  noGuardian(
    '本案已经结束, 不再发放监护人链接 (个人信息保护法: 处理个人信息限于目的所需的最小范围)',
    'The case has ended: no guardian’s link is issued any more (Personal Information Protection Law: no more is shown than the purpose needs)',
    [
      '结果由团支部当面或书面告知; 重新申请的, 在新案中发放',
      'The branch tells the result in person or on paper; after a new application, issue it there',
    ],
  );

export const guardian = ({ database }: ApiDeps, { desk, statutes }: Casework) => {
  const { pool } = database;
  return moduleOf(guardianRoutes, {
    issueGuardianLink: async ({ params, who, tx, key, now, today, afterCommit }) => {
      const found = await lawful(desk.read(who, params.id));
      if (!seatsIn(who, found.place).some((seat) => TELLS_GUARDIANS.includes(seat)))
        throw forbidden('监护人链接由支部书记或团委组织干事发放', 'The branch secretary or the committee’s officer issues it');
      if (found.procedure !== TOLD || !found.place.subjectId) throw notAnAdmission();
      if (found.state.phase === 'ended') throw overAlready();
      if (!(await hasGuardian(tx, found, today))) throw ofAge();
      const token = randomBytes(24).toString('base64url');
      const expires = now + LINK_DAYS * DAY_MS;
      await tx.query(
        'INSERT INTO guardian_link (token_hash, case_id, issued_by, issued_at, expires_at) VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000), to_timestamp($5::double precision / 1000))',
        [hashOf(token), params.id, who.personId, now, expires],
      );
      await appendLog(tx, { at: now, kind: 'guardian-link-issued', personId: who.personId, caseId: params.id, body: {} });
      afterCommit(() => desk.act(who, params.id, { kind: 'informGuardian', body: { by: 'link' }, papers: [] }, `guardian-link:${key}`));
      return { token, expiresAt: new Date(expires).toISOString() };
    },

    guardianView: async ({ body, now, today }) => {
      const { rows } = await pool.query<{ case_id: string }>(
        'SELECT case_id FROM guardian_link WHERE token_hash = $1 AND expires_at > to_timestamp($2::double precision / 1000)',
        [hashOf(body.token), now],
      );
      const found = rows[0] ? await findCase(pool, rows[0].case_id) : undefined;
      // A link outlives neither the case nor the childhood: what was handed out before shows nothing from then on.
      if (!found || !(await hasGuardian(pool, found, today))) throw notFound('链接无效或已过期', 'The link is not valid or has expired');
      await appendLog(pool, { at: now, kind: 'guardian-link-used', caseId: found.state.id, body: {} });
      const view = caseView(found, await statutes.get(found.statuteHash), { personId: '', holdings: [], league: 'none' }, today);
      const { phase, openedOn, headline, timeline, consents, dates, waiting } = view;
      const queue = await queueView(pool, found.state, today);
      return {
        ...(queue ? { queue } : {}),
        phase,
        openedOn,
        headline,
        timeline,
        consents,
        dates,
        unit: view.unit.name,
        waiting: waiting.map(({ sentence, due }) => ({ sentence, ...(due ? { due } : {}) })),
      };
    },
  });
};
