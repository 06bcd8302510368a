import type { Client } from './lookup';

export interface Upward {
  readonly kind: string;
  readonly closed: boolean;
  /** Nearest committee above that may approve members. */
  readonly committee?: string;
  readonly higher?: string;
  readonly overlays: readonly string[];
  readonly region: string;
}

/** What a unit inherits from the tree above it: its approving committee, the one above that, local rules, calendar region. */
export const upward = async (pool: Client, unit: string): Promise<Upward | undefined> => {
  const { rows } = await pool.query<{
    id: string;
    kind: string;
    approves: boolean;
    overlay: string | null;
    region: string;
    closed_on: string | null;
  }>(
    `SELECT o.id, o.kind, o.approves, o.overlay, o.region, o.closed_on FROM organisation u JOIN organisation o ON u.path LIKE o.path || '%' WHERE u.id = $1 ORDER BY length(o.path)`,
    [unit],
  );
  const own = rows.at(-1);
  if (!own) return undefined;
  const above = rows.slice(0, -1).reverse();
  const committees = [...(own.kind.includes('committee') ? [own] : []), ...above.filter((org) => org.kind.includes('committee'))];
  const approving = committees.findIndex((org) => org.approves);
  const committee = committees[approving]?.id ?? committees.at(-1)?.id;
  const higher = approving >= 0 ? committees[approving + 1]?.id : undefined;
  return {
    kind: own.kind,
    closed: own.closed_on !== null,
    ...(committee ? { committee } : {}),
    ...(higher ? { higher } : {}),
    overlays: rows.flatMap((org) => (org.overlay ? [org.overlay] : [])),
    region: own.region,
  };
};
