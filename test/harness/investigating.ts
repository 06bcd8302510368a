import type { MachineState } from '../../domain/case/state';
import type { InvestigationBook } from '../../domain/procedures/investigation/book';
import { enterComplaint } from '../../records/complaints';
import { openVault } from '../../records/sealed';
import type { Office } from './office';
import { eventually, type Product } from './product';

/** An inspection office with enough inspectors for a pair beside the one who passes the stages. */
export const investigating = async (product: Product, office: Office) => {
  const { pool } = product.database;
  const { act, inspection, people } = office;
  const second = await office.person('纪检员乙', inspection.id, { member: false });
  const third = await office.person('纪检员丙', inspection.id, { member: false });
  for (const one of [second, third]) await office.holds(one, inspection.id, 'inspector');
  const vault = openVault(product.config.keys.fieldKeyFile);

  const book = async (id: string): Promise<InvestigationBook> =>
    ((await office.state(id)) as unknown as MachineState<InvestigationBook>).book;
  /** The newest investigation of the case. */
  const of = (target: string, count = 1): Promise<string> =>
    eventually('an investigation', async () => {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM case_row WHERE parent_id = $1 AND procedure = 'investigation' AND seq > 0 ORDER BY opened_at DESC, id`,
        [target],
      );
      return rows.length >= count ? rows[0]?.id : undefined;
    });
  const complain = async (about: string | undefined, { name, org }: { name?: string; org?: string } = {}) => {
    const { id, receipt } = await enterComplaint(
      pool,
      vault,
      about ? { case: about, org: office.town.id } : org ? { org } : {},
      { text: '拉票', ...(name ? { name } : {}) },
      { channel: 'web', receivedOn: await office.today(), at: await product.clock.now() },
    );
    await office.desk.investigate(id);
    return { complaint: id, receipt };
  };
  const assign = (id: string, inspectors = [second, third]) => act(people.inspector, id, 'assignPair', { body: { inspectors } });
  const hold = async (id: string, target: string, by = second) => {
    await act(by, id, 'hold');
    await eventually('held', async () => (await office.state(target)).phase === 'held');
  };
  const conclude = async (id: string, result: string, more: Record<string, unknown> = {}, by = second) =>
    act(by, id, 'concludeInvestigation', { kinds: ['finding'], body: { result, letter: '纪函〔2026〕1号', ...more } });
  const over = (id: string) => eventually(`${id} over`, async () => (await office.state(id)).phase === 'ended');
  return { second, third, book, of, complain, assign, hold, conclude, over };
};

export type Investigating = Awaited<ReturnType<typeof investigating>>;
