import type { Pool, PoolClient } from 'pg';
import type { Calendar } from '../domain/calendar/calendar';
import { canonical } from '../domain/case/canonical';
import type { Fact } from '../domain/case/fact';
import { lawOf } from '../domain/case/fold';
import type { MachineState } from '../domain/case/state';
import type { Overlay } from '../domain/law/pack';
import { resolve } from '../domain/law/resolve';
import type { Statute } from '../domain/law/statute';
import { overlays, packs } from '../domain/procedures';
import { sha256 } from './log';

export const hashed = (statute: Omit<Statute, 'hash'>): Statute => ({ ...statute, hash: sha256(canonical(statute)).toString('hex') });

/** A name that nobody knows must not loosen the law in silence. */
const overlayOf = (id: string): Overlay => {
  const found = overlays[id];
  if (!found) throw new Error(`there is no overlay ${id}`);
  return found;
};

/** The law for a new case: base pack, the overlays on the way from the root to the unit, the unit's calendar. */
export const statuteFor = (procedure: string, overlayIds: readonly string[], calendar: Calendar): Statute => {
  const pack = packs[procedure];
  if (!pack) throw new Error(`there is no pack for ${procedure}`);
  // Occasions carry the base: each case judges what it is told by its own law.
  const laid = overlayIds.map(overlayOf).filter((overlay) => (overlay.procedure ?? 'admission') === procedure);
  return hashed(resolve(pack, laid, calendar));
};

/** Every statute that the ledgers were written under. */
export const lawsOf = async (
  statutes: Statutes,
  ledgers: readonly { readonly origin: MachineState; readonly facts: readonly Fact[] }[],
): Promise<(hash: string) => Statute> => {
  const hashes = new Set(ledgers.flatMap(({ origin, facts }) => [origin.statute, ...facts.map((fact) => lawOf(fact, origin.statute))]));
  const laws = new Map(await Promise.all([...hashes].map(async (hash) => [hash, await statutes.get(hash)] as const)));
  return (hash) => {
    const law = laws.get(hash);
    if (!law) throw new Error(`statute ${hash} is missing`);
    return law;
  };
};

/** Statutes never change, so they are read once per process. */
export class Statutes {
  private readonly known = new Map<string, Statute>();

  constructor(private readonly pool: Pool) {}

  async get(hash: string, client: Pick<PoolClient, 'query'> = this.pool): Promise<Statute> {
    const known = this.known.get(hash);
    if (known) return known;
    const { rows } = await client.query<{ body: Statute }>('SELECT body FROM statute WHERE hash = $1', [hash]);
    if (!rows[0]) throw new Error(`statute ${hash} is missing`);
    this.known.set(hash, rows[0].body);
    return rows[0].body;
  }

  async keep(statute: Statute, client: Pick<PoolClient, 'query'> = this.pool): Promise<void> {
    if (this.known.has(statute.hash)) return;
    await client.query('INSERT INTO statute (hash, body) VALUES ($1, $2::jsonb) ON CONFLICT DO NOTHING', [
      statute.hash,
      JSON.stringify(statute),
    ]);
    this.known.set(statute.hash, statute);
  }
}
