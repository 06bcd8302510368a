import type { FastifyReply } from 'fastify';
import type { Who } from '../../domain/authority/who';
import { destroyFrom } from '../../domain/ballots/booth';
import { optionsOf } from '../../domain/ballots/form';
import { recount } from '../../domain/ballots/proof';
import { boothRoutes } from '../../domain/contract/booth';
import { closeBooth, sweepBox } from '../../records/booth/closing';
import { printCodes } from '../../records/booth/codes';
import { draftBooth } from '../../records/booth/drafting';
import { drawRight } from '../../records/booth/drawing';
import { destroySealed, voidBooth } from '../../records/booth/ending';
import { takeKey } from '../../records/booth/keys';
import { handOut, openBooth, openDraw } from '../../records/booth/opening';
import { publicationOf } from '../../records/booth/publishing';
import { no } from '../../records/booth/refusals';
import { type BoothRow, type Client, drawnIn, findBooth, keysOf, votesIn } from '../../records/booth/rows';
import { tallyBooth } from '../../records/booth/tallying';
import { appendLog, sha256 } from '../../records/log';
import { ballotAt } from '../booth-ballot';
import { boothRights } from '../booth-rights';
import type { ApiDeps, Casework } from '../deps';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { originOf } from '../origin';
import { footOf, printedCheckpoint } from '../print/page';
import { Refused } from '../problem';
import { sheetPage } from '../vote-sheet';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

export const formView = ({ form }: Pick<BoothRow, 'form'>) => ({ ...form, options: [...optionsOf(form)] });

const castIn = async (client: Client, booth: BoothRow): Promise<number> => {
  if (booth.box !== null) return booth.box;
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM ballot_cast WHERE booth_id = $1', [booth.id]);
  return rows[0]?.n ?? 0;
};

const view = async (client: Client, booth: BoothRow) => {
  const drawn = booth.level === 'remote' ? await drawnIn(client, booth.id) : 0;
  return {
    id: booth.id,
    occasion: booth.occasion_id,
    item: booth.item,
    level: booth.level,
    status: booth.status,
    form: formView(booth),
    entitled: booth.entitled,
    voters: booth.voters,
    inRoom: booth.in_room,
    leastDrawing: booth.least_drawing,
    drawn,
    handed: booth.status === 'drawing' ? drawn : booth.handed,
    cast: await castIn(client, booth),
    holders: (await keysOf(client, booth.id)).map(({ role, holder_id, public_key }) => ({
      role,
      holder: holder_id,
      taken: public_key !== null,
    })),
    ...(booth.draw_public ? { drawKey: base64(booth.draw_public) } : {}),
    ...(booth.closed_on ? { closedOn: booth.closed_on, destroyFrom: destroyFrom(booth.closed_on, booth.objection_days) } : {}),
    ...(booth.destroyed_on ? { destroyedOn: booth.destroyed_on } : {}),
    ...(booth.void_reason ? { voidReason: booth.void_reason } : {}),
    ...(booth.issued === null ? {} : { issued: booth.issued }),
    ...(booth.returned === null ? {} : { returned: booth.returned }),
    ...(booth.proof_hash ? { digest: booth.proof_hash.toString('hex') } : {}),
  };
};

/** Persons who stand: candidates that are persons, and the people whom candidates' cases are about. */
const standingFor = async (client: Client, ids: readonly string[], more: readonly string[]): Promise<string[]> => {
  const uuids = ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
  const { rows } = await client.query<{ id: string }>(
    'SELECT subject_id AS id FROM case_row WHERE id = ANY($1::uuid[]) AND subject_id IS NOT NULL UNION SELECT id FROM person WHERE id = ANY($1::uuid[])',
    [uuids],
  );
  return [...new Set([...rows.map(({ id }) => id), ...more])];
};

/** HTML past the JSON serializer, with the policy of all pages. */
const html = (reply: FastifyReply, page: string): never => {
  reply.serializer((body: unknown) => body as string).type('text/html; charset=utf-8');
  return page as never;
};

export const booths = ({ database, vault, config }: ApiDeps, { desk, statutes }: Casework) => {
  const { pool } = database;
  const rights = boothRights(pool, vault, desk);
  /** What the booth refuses to somebody signed in stands in the log, by code; the work itself is undone. */
  const ruled = <T>(who: Who, booth: string, at: number, work: Promise<T>): Promise<T> =>
    lawful(work).catch(async (error: unknown) => {
      if (error instanceof Refused)
        await appendLog(pool, { at, kind: 'ballot.refused', personId: who.personId, body: { booth, code: error.refusal.code } });
      throw error;
    });
  const done = async (client: Client, id: string) => ({ id, status: (await findBooth(client, id))?.status ?? ('void' as const) });

  return moduleOf(boothRoutes, {
    draftBooth: async ({ body, who, tx, now }) => {
      const found = await rights.held(who, body.occasion);
      const standing = await standingFor(
        tx,
        body.form.candidates.map(({ id }) => id),
        body.standing,
      );
      const id = await ruled(
        who,
        body.occasion,
        now,
        (async () => {
          if (found.state.phase === 'ended') throw no.meetingOver({ pointer: '/occasion' });
          // Without a roll the draft itself says so first.
          const ballot = await ballotAt({ pool, vault, statutes }, found, body, now);
          if (ballot.roll) await rights.holdersFit(found, { ...body, standing }, ballot.roll.present, now);
          return draftBooth(tx, {
            ...body,
            ...ballot,
            absentees: ballot.absentees,
            standing,
            by: who.personId,
            at: now,
          });
        })(),
      );
      return { id, status: 'drafted' as const };
    },

    listBooths: async ({ query, who }) => {
      await lawful(desk.read(who, query.occasion));
      const { rows } = await pool.query<BoothRow>('SELECT * FROM booth WHERE occasion_id = $1 ORDER BY item, id LIMIT 1000', [
        query.occasion,
      ]);
      return { items: await Promise.all(rows.map(async (row) => ({ ...(await view(pool, row)), recused: row.recused, away: row.away }))) };
    },

    getBooth: async ({ params, who }) => {
      const booth = await rights.seen(who, params.id);
      const mine = await votesIn(pool, booth.id, who.personId);
      return { ...(await view(pool, booth)), ...(mine ? { mine } : {}) };
    },

    takeBoothKey: async ({ params, body, who, now }) => {
      await rights.seen(who, params.id);
      const publicKey = body.publicKey === undefined ? undefined : bytesOf(body.publicKey);
      const key = await ruled(who, params.id, now, takeKey(pool, { booth: params.id, holder: who.personId, publicKey, at: now }));
      return {
        role: key.role,
        publicKey: base64(key.publicKey),
        ...(key.privateKey ? { privateKey: base64(key.privateKey) } : {}),
      };
    },

    printBoothSheet: async ({ params, who, now, request, reply }) => {
      const booth = await rights.kept(who, params.id);
      const codes = await ruled(who, params.id, now, printCodes(pool, { booth: booth.id, by: who.personId, at: now }));
      return html(reply, sheetPage(booth, codes, originOf(config, request), footOf(await printedCheckpoint(pool))));
    },

    openDraw: async ({ params, who, tx, now }) => {
      await rights.kept(who, params.id);
      await ruled(who, params.id, now, openDraw(tx, vault, { booth: params.id, by: who.personId, at: now }));
      return done(tx, params.id);
    },

    drawBallotRight: async ({ params, body, who, now }) => {
      await rights.seen(who, params.id);
      const signature = await lawful(
        drawRight(pool, vault, { booth: params.id, voter: who.personId, blinded: bytesOf(body.blinded), at: now }),
      );
      return { signature: base64(signature) };
    },

    openBooth: async ({ params, who, tx, now }) => {
      await rights.kept(who, params.id);
      await ruled(who, params.id, now, openBooth(tx, { booth: params.id, by: who.personId, at: now }));
      return done(tx, params.id);
    },

    handOutCodes: async ({ params, body, who, tx, now }) => {
      await rights.kept(who, params.id);
      await ruled(who, params.id, now, handOut(tx, { booth: params.id, by: who.personId, at: now, handed: body.handed }));
      return done(tx, params.id);
    },

    closeBooth: async ({ params, who, tx, now, today, afterCommit }) => {
      await rights.kept(who, params.id);
      await ruled(who, params.id, now, closeBooth(tx, { booth: params.id, by: who.personId, at: now, on: today }));
      afterCommit(() => sweepBox(pool));
      return done(tx, params.id);
    },

    tallyBooth: async ({ params, body, who, now }) => {
      await rights.kept(who, params.id);
      const keys = body.keys.map(({ role, key }) => ({ role, key: bytesOf(key) }));
      const status = await ruled(
        who,
        params.id,
        now,
        tallyBooth(pool, { booth: params.id, by: who.personId, at: now, keys, byHand: body.byHand }),
      );
      return { id: params.id, status };
    },

    recountBooth: async ({ params, who }) => {
      const booth = await rights.seen(who, params.id);
      const publication = await lawful(publicationOf(pool, booth));
      const { byHand, form: _, proof, papers, spent, ...rest } = publication;
      return {
        ...rest,
        form: formView(booth),
        proof: { ...proof, keys: { ...proof.keys }, lines: [...proof.lines], turnedAway: { ...proof.turnedAway } },
        papers: [...papers],
        spent: [...spent],
        ...(byHand ? { byHand: { ...byHand, countedBy: [...byHand.countedBy] } } : {}),
        wrong: recount(publication, sha256),
      };
    },

    voidBooth: async ({ params, body, who, tx, now, afterCommit }) => {
      await rights.kept(who, params.id);
      await ruled(who, params.id, now, voidBooth(tx, { booth: params.id, by: who.personId, at: now, reason: body.reason }));
      afterCommit(() => sweepBox(pool));
      return done(tx, params.id);
    },

    destroyBooth: async ({ params, who, tx, now, today }) => {
      await rights.kept(who, params.id);
      await ruled(who, params.id, now, destroySealed(tx, { booth: params.id, by: who.personId, at: now, on: today }));
      return done(tx, params.id);
    },
  });
};
