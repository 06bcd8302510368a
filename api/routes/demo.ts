import type { Config } from '../../config/config';
import { demoRoutes } from '../../domain/contract/demo';
import { beginSession } from '../begin-session';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import type { Mark } from '../portal';
import { notFound } from '../problem';

/** Invented people may be tried by anybody who reaches a system of the invented county; a published one asks for passwords all the same. */
export const offersDemo = (config: Config): boolean => config.demoData && config.publicUrl === undefined;

/** Marks of the portal's page. Once filled, a database stays invented; one that does not answer keeps no page away. */
export const marksOf = ({ config, database }: ApiDeps): (() => Promise<readonly Mark[]>) => {
  let filled = false;
  const isFilled = async (): Promise<boolean> =>
    ((await database.pool.query("SELECT 1 FROM log_entry WHERE kind = 'demo.filled' LIMIT 1").catch(() => undefined))?.rowCount ?? 0) > 0;
  return async () => {
    filled ||= offersDemo(config) && (await isFilled());
    return [...(filled ? (['demo'] as const) : []), ...(config.mode === 'rehearsal' ? (['rehearsal'] as const) : [])];
  };
};

interface Row {
  login: string;
  name: string;
  roles: string[] | null;
  unit: string | null;
  account: string;
  person: string;
}

/** The logins that the filling of the county wrote down, in its order; whoever came afterwards is no invention. Classes of two schools bear one name, so a branch is named with its committee. */
const INVENTED = `SELECT a.login, p.name, a.id AS account, p.id AS person, concat_ws(' ', k.name, o.name) AS unit, h.roles
  FROM (SELECT body -> 'logins' AS logins FROM log_entry WHERE kind = 'demo.filled' ORDER BY at LIMIT 1) f
  CROSS JOIN LATERAL jsonb_array_elements_text(f.logins) WITH ORDINALITY AS l(login, place)
  JOIN account a ON a.login = l.login AND a.status = 'active' JOIN person p ON p.id = a.person_id
  LEFT JOIN LATERAL (SELECT array_agg(h.role ORDER BY h.role) AS roles, min(h.org_id::text)::uuid AS unit FROM holding h WHERE h.person_id = p.id) h ON true
  LEFT JOIN organisation o ON o.id = COALESCE(h.unit, p.unit_id)
  LEFT JOIN LATERAL (SELECT c.name FROM organisation c WHERE o.kind = 'branch' AND c.approves AND o.path LIKE c.path || '%'
    ORDER BY length(c.path) DESC LIMIT 1) k ON true
  WHERE $1::text IS NULL OR a.login = $1 ORDER BY l.place`;

export const demo = (deps: ApiDeps) => {
  const { pool } = deps.database;
  const begin = beginSession(deps);
  return moduleOf(demoRoutes, {
    demoAccounts: async () => {
      const { rows } = await pool.query<Row>(INVENTED, [null]);
      return { items: rows.map(({ login, name, roles, unit }) => ({ login, name, roles: roles ?? [], unit: unit ?? '' })) };
    },
    demoSignIn: async ({ body, request, reply }) => {
      const { rows } = await pool.query<Row>(INVENTED, [body.login]);
      const [row] = rows;
      if (!row) throw notFound('没有这个示例账号', 'There is no such demo account');
      return begin(request, reply, { id: row.account, personId: row.person, mustChange: false });
    },
  });
};
