import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { watchedPaths } from '../../domain/authority/reach';
import { mayReadCase } from '../../domain/authority/seats';
import { type Who, within } from '../../domain/authority/who';
import { evidenceRoutes } from '../../domain/contract/evidence';
import { base64Of } from '../../domain/evidence/bytes';
import { ALGORITHM } from '../../domain/evidence/checkpoint';
import { bundleCase } from '../../records/evidence/case-bundle';
import { checkpointAt, latestCheckpoint, logKeys } from '../../records/evidence/checkpoints';
import { exportLog } from '../../records/evidence/export-log';
import { readOrigin } from '../../records/evidence/log-rows';
import { consistencyProof, entryAt, inclusionProof } from '../../records/evidence/proofs';
import { treeSize } from '../../records/evidence/tree-store';
import { holdsVeiled } from '../../records/evidence/veiled';
import { maySeeEntry } from '../../records/evidence/visible';
import { findCase } from '../../records/places';
import { seesInspection } from '../case-view';
import type { ApiDeps } from '../deps';
import { checkpointView, type Evidence } from '../evidence';
import { moduleOf } from '../module';
import { badField, forbidden, notFound } from '../problem';
import { logSightOf } from '../sight';

const noCheckpoint = () =>
  notFound(
    '没有这个检查点: 日志尚未签名, 或这个条数没有签过',
    'There is no such checkpoint: the log is not signed yet, or not at this size',
  );

export const watchers = (): Error =>
  forbidden('日志由审计员、管理员和纪检监察人员核查', 'The log is watched by auditors, administrators and inspectors');

const file = (reply: FastifyReply, name: string, lines: AsyncGenerator<string>) => {
  reply
    .type('application/x-ndjson')
    .header('content-disposition', `attachment; filename="${name}.ndjson"`)
    .header('x-content-type-options', 'nosniff');
  return Readable.from(lines, { objectMode: false, encoding: 'utf8' }) as never;
};

const inspectorsOnly = () =>
  forbidden('本案有仅供纪检人员查看的内容, 由纪检机构导出', 'This case holds what is for inspectors alone: their office exports it');

export const evidence = ({ database }: ApiDeps, log: Evidence) => {
  const { pool } = database;

  const inTree = async (size: number, pointer: string): Promise<void> => {
    if (size > (await treeSize(pool))) throw badField(pointer, '日志没有这么多条', 'The log has not so many entries', 'query');
  };

  const watchesCase = (who: Who, place: { unitPath: string; committeePath: string }): boolean =>
    watchedPaths(who).some((path) => within(place.unitPath, path) || within(place.committeePath, path));

  return moduleOf(evidenceRoutes, {
    latestCheckpoint: async () => {
      const newest = await latestCheckpoint(pool);
      if (!newest) throw noCheckpoint();
      return checkpointView(newest);
    },

    checkpointBySize: async ({ params }) => {
      const found = await checkpointAt(pool, params.size);
      if (!found) throw noCheckpoint();
      return checkpointView(found);
    },

    logKey: async () => {
      const origin = await readOrigin(pool);
      if (origin === undefined) throw noCheckpoint();
      return { origin, algorithm: ALGORITHM, vkeys: await logKeys(pool) };
    },

    consistencyProof: async ({ query }) => {
      if (query.from > query.to) throw badField('/from', '起点不能大于终点', 'from is not larger than to', 'query');
      await inTree(query.to, '/to');
      return { ...query, proof: (await consistencyProof(pool, query.from, query.to)).map(base64Of) };
    },

    inclusionProof: async ({ params, query, who }) => {
      const found = await entryAt(pool, params.id);
      const missing = notFound('没有这条日志, 或尚未编号', 'There is no such entry, or it has no number yet');
      if (!found) throw missing;
      const place = found.entry.case ? (await findCase(pool, found.entry.case))?.place : undefined;
      const may =
        found.entry.person === who.personId ||
        (place && mayReadCase(who, place)) ||
        (await maySeeEntry(pool, params.id, await logSightOf(pool, who)));
      if (!may) throw missing;
      const checkpoint = query.size === undefined ? await latestCheckpoint(pool) : await checkpointAt(pool, query.size);
      const size = query.size ?? checkpoint?.size ?? (await treeSize(pool));
      await inTree(size, '/size');
      if (size <= found.index) throw badField('/size', '这条日志在该检查点之后', 'The entry came after that checkpoint', 'query');
      return {
        index: found.index,
        size,
        leaf: base64Of(found.leaf),
        stamp: base64Of(found.stamp),
        entry: { ...found.entry, body: { ...found.entry.body } },
        proof: (await inclusionProof(pool, found.index, size)).map(base64Of),
        ...(checkpoint ? { checkpoint: checkpointView(checkpoint) } : {}),
      };
    },

    signCheckpoint: async ({ who, now, reply }) => {
      if (watchedPaths(who).length === 0) throw watchers();
      reply.code(201);
      return checkpointView(await log.entered({ at: now, kind: 'checkpoint-asked', personId: who.personId, body: {} }));
    },

    exportLog: async ({ who, now, reply }) => {
      if (watchedPaths(who).length === 0) throw watchers();
      const watch = await logSightOf(pool, who);
      const upTo = await log.entered({ at: now, kind: 'log-exported', personId: who.personId, body: { all: watch.all } });
      return file(reply, `log-${upTo.size}`, exportLog(pool, upTo, watch));
    },

    exportCase: async ({ params, query, who, now, reply }) => {
      const found = await findCase(pool, params.id);
      if (!found || !mayReadCase(who, found.place)) throw notFound('没有这个案', 'There is no such case');
      if (!watchesCase(who, found.place)) throw watchers();
      if (!seesInspection(who, found.place) && (await holdsVeiled(pool, params.id))) throw inspectorsOnly();
      const upTo = await log.entered({ at: now, kind: 'case-exported', personId: who.personId, caseId: params.id, body: {} });
      if (query.since !== undefined) await inTree(query.since, '/since');
      return file(reply, `case-${params.id}`, bundleCase(pool, params.id, upTo, query.since));
    },
  });
};
