import { isOnNotice } from '../domain/case/hanging';
import type { Client, Found, Lookup } from './lookup';
import { idAt } from './lookup-ids';
import { untoldOf } from './lookups-meeting';
import { upward } from './upward';

/** Said only where it is so: no committee of the tree is above that of the case. */
const topmost = async (pool: Client, committee: string): Promise<Found> => {
  const found = await upward(pool, committee);
  return found && found.higher === undefined ? { topmost: true } : {};
};

/** What goes to another unit, or to the committee above, and the consents that it needs. */
export const transferLookups: Readonly<Record<string, Lookup>> = {
  giveConsent: async (_pool, { unit }, { body }) => ((body as { consent?: unknown }).consent === 'publication' ? { unit } : {}),
  withdrawConsent: async (_pool, { transfer }, { body }) =>
    transfer && (body as { consent?: unknown }).consent === 'transfer' ? { endsTransfer: true } : {},
  requestTransfer: async (pool, state, { body }) => {
    const to = await upward(pool, idAt(body, 'toUnit'));
    const known = { toCommittee: to?.committee, toHigher: to?.higher, isBranch: to?.kind === 'branch' && !to.closed };
    const gone = state.transfer && (await upward(pool, state.transfer.to))?.closed;
    return { ...known, ...(gone ? { pendingClosed: true } : {}), ...(await untoldOf(pool, state)) };
  },
  acceptTransfer: async (pool, state) => ({
    ...(state.transfer ? await topmost(pool, state.transfer.toCommittee) : {}),
    ...(isOnNotice(state) ? { namesDown: true } : {}),
    ...(await untoldOf(pool, state)),
  }),
  fileApproval: async (pool, state, { body }) => ({
    ...(await topmost(pool, state.committee)),
    ...(body.result === 'returned' ? { asksBack: true } : {}),
  }),
};
