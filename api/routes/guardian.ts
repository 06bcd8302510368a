import { randomBytes } from 'node:crypto';
import { seatsIn } from '../../domain/authority/seats';
import { guardianRoutes } from '../../domain/contract/guardian';
import { appendLog, sha256 } from '../../records/log';
import { findCase } from '../../records/places';
import { caseView } from '../case-view';
import type { ApiDeps, Casework } from '../deps';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { forbidden, notFound } from '../problem';

/** Long enough for one admission; a new one is issued in a minute. */
const LINK_DAYS = 180;
const DAY_MS = 86_400_000;

const hashOf = (token: string): Buffer => sha256(`guardian ${token}`);

export const guardian = ({ database }: ApiDeps, { desk, statutes }: Casework) => {
  const { pool } = database;
  return moduleOf(guardianRoutes, {
    issueGuardianLink: async ({ params, who, tx, key, now, afterCommit }) => {
      const found = await lawful(desk.read(who, params.id));
      if (!found.place.subjectId) throw notFound('没有这个案', 'There is no such case');
      if (!seatsIn(who, found.place).some((seat) => ['branch-secretary', 'committee-officer'].includes(seat)))
        throw forbidden('监护人链接由支部书记或团委组织干事发放', 'The branch secretary or the committee’s officer issues it');
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
      if (!found) throw notFound('链接无效或已过期', 'The link is not valid or has expired');
      await appendLog(pool, { at: now, kind: 'guardian-link-used', caseId: found.state.id, body: {} });
      const view = caseView(found, await statutes.get(found.statuteHash), { personId: '', holdings: [], league: 'none' }, today);
      const { phase, ending, openedOn, headline, timeline, consents, dates, waiting } = view;
      return {
        phase,
        ...(ending ? { ending } : {}),
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
