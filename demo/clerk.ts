import type { ActRequest } from '../dispatch/desk';
import type { Who } from '../domain/authority/who';
import { type Day, dayOf } from '../domain/calendar/day';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';
import { whoIs } from '../records/accounts';
import type { Database } from '../records/database';
import { writePapers } from './papers';
import { eventually, type Giving, type Patience } from './patience';

export interface ClerkDeps extends Patience {
  readonly database: Database;
  readonly desk: Giving;
  now(): Promise<number>;
}

/** An act that somebody gives in the product, with the papers that go with it. */
export interface Deed {
  readonly by: string;
  readonly kind: string;
  readonly body?: Record<string, unknown>;
  readonly papers?: readonly string[];
  /** Today when absent. */
  readonly on?: Day | undefined;
  /** Who did it, when somebody else writes it down. */
  readonly actor?: string;
  /** Further back than anybody may date an act: the committee's officer, with his written reason. */
  readonly late?: boolean;
  /** The law that a case is opened under, or adopts. */
  readonly law?: Statute | undefined;
}

interface Command {
  readonly id: string;
  readonly status: string;
}

/** Gives the demo's acts through the desk like anybody's. Each has a fixed key, so that a fill that was cut off goes on where it stopped. */
export class Clerk {
  private readonly people = new Map<string, Who>();
  private done: Promise<ReadonlyMap<string, Command>> | undefined;

  constructor(
    private readonly deps: ClerkDeps,
    /** Whose name stands on the papers, by person. */
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  async today(): Promise<Day> {
    return dayOf(await this.deps.now());
  }

  async who(person: string): Promise<Who> {
    const found = this.people.get(person) ?? (await whoIs(this.deps.database.pool, person, await this.today()));
    if (!found) throw new Error(`person ${person} is missing`);
    this.people.set(person, found);
    return found;
  }

  /** The case that was opened under this key. */
  async caseOf(sender: string, key: string): Promise<string | undefined> {
    return (await this.command(sender, key))?.id;
  }

  async isRegistered(sender: string, key: string): Promise<boolean> {
    return (await this.command(sender, key)) !== undefined;
  }

  async open(what: { procedure: string; unit: string; subject?: string }, deed: Deed, key: string): Promise<string> {
    const known = (await this.before(deed.by, key))?.id;
    if (known) return known;
    return (
      await this.deps.desk.open(
        await this.who(deed.by),
        { ...what, act: await this.request(deed), ...(deed.law ? { statute: deed.law } : {}) },
        key,
      )
    ).id;
  }

  async act(id: string, deed: Deed, key: string): Promise<void> {
    const known = await this.before(deed.by, key);
    if (!known)
      await this.deps.desk.act(
        await this.who(deed.by),
        id,
        { ...(await this.request(deed)), ...(deed.law ? { statute: deed.law } : {}) },
        key,
      );
    // Registered before the cut: the sweep carries it.
    else if (known.status === 'registered')
      await this.until(`${key} decided`, async () => (await this.command(deed.by, key))?.status === 'accepted');
  }

  async state<Book>(id: string): Promise<MachineState<Book>> {
    const { rows } = await this.deps.database.pool.query<{ state: MachineState<Book> }>('SELECT state FROM case_row WHERE id = $1', [id]);
    if (!rows[0]) throw new Error(`no case ${id}`);
    return rows[0].state;
  }

  /** What the worker does after an answer; there is nothing to await but the row. */
  async until(what: string, look: () => Promise<boolean>): Promise<void> {
    await eventually(what, look, this.deps);
  }

  private async request({ by, kind, body = {}, papers = [], on, actor, late }: Deed): Promise<ActRequest> {
    const now = await this.deps.now();
    const day = on ?? dayOf(now);
    const sheets = [...papers, ...(late ? ['reason'] : [])].map((paper) => ({
      kind: paper,
      name: this.names.get(actor ?? by) ?? '',
      on: day,
    }));
    const ids = await writePapers(this.deps.database.pool, by, sheets, now);
    return {
      kind,
      body,
      papers: ids,
      ...(on && on !== dayOf(now) ? { on } : {}),
      ...(actor ? { actor } : {}),
      ...(late ? { lateReason: true } : {}),
    };
  }

  /** What an earlier fill, which was cut off, had given. Read once. */
  private async before(sender: string, key: string): Promise<Command | undefined> {
    this.done ??= this.given();
    return (await this.done).get(`${sender} ${key}`);
  }

  private async given(): Promise<ReadonlyMap<string, Command>> {
    const { rows } = await this.deps.database.pool.query<Command & { name: string }>(
      `SELECT sender_id || ' ' || key AS name, case_id AS id, status FROM command WHERE key LIKE 'demo:%'`,
    );
    return new Map(rows.map((row) => [row.name, row]));
  }

  private async command(sender: string, key: string): Promise<Command | undefined> {
    const { rows } = await this.deps.database.pool.query<Command>(
      'SELECT case_id AS id, status FROM command WHERE sender_id = $1 AND key = $2',
      [sender, key],
    );
    return rows[0];
  }
}
