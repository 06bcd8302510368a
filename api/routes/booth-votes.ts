import { paperSize } from '../../domain/ballots/paper';
import { boothVoteRoutes } from '../../domain/contract/booth';
import { castBallot } from '../../records/booth/casting';
import { receiptIn } from '../../records/booth/publishing';
import { findBooth, keysOf } from '../../records/booth/rows';
import type { ApiDeps } from '../deps';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { notFound } from '../problem';
import { formView } from './booths';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/** What a voter meets: nothing here looks at who asks. */
export const boothVotes = ({ database }: ApiDeps) => {
  const { pool } = database;
  return moduleOf(boothVoteRoutes, {
    ballotPaper: async ({ params }) => {
      const booth = await findBooth(pool, params.id);
      if (!booth || ['drafted', 'void'].includes(booth.status)) throw notFound();
      return {
        id: booth.id,
        level: booth.level,
        codes: booth.in_room > 0,
        status: booth.status,
        form: formView(booth),
        size: paperSize(booth.form),
        keys: (await keysOf(pool, booth.id)).map(({ public_key }) => (public_key ?? Buffer.alloc(0)).toString('base64url')),
        ...(booth.draw_public ? { drawKey: booth.draw_public.toString('base64url') } : {}),
      };
    },

    castBallot: async ({ params, body }) => {
      const { right } = body;
      const given = 'code' in right ? right : { message: bytesOf(right.message), signature: bytesOf(right.signature) };
      return { receipt: await lawful(castBallot(pool, { booth: params.id, right: given, sealed: bytesOf(body.sealed) })) };
    },

    checkReceipt: async ({ params, body }) => {
      const { path, ...rest } = { path: undefined, ...(await lawful(receiptIn(pool, params.id, Buffer.from(body.receipt, 'hex')))) };
      return { ...rest, ...(path ? { path: [...(path as readonly string[])] } : {}) };
    },
  });
};
