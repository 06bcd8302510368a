import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { mayReadCase, mayReadPaper } from '../../domain/authority/seats';
import type { Who } from '../../domain/authority/who';
import { isVeiled } from '../../domain/case/confidential';
import type { Fact } from '../../domain/case/fact';
import { PAPER_MAX_BYTES, PAPER_TYPES, type PaperType, paperRoutes } from '../../domain/contract/papers';
import { codePoints } from '../../domain/people/name';
import { appendLog, sha256 } from '../../records/log';
import { findCase } from '../../records/places';
import { seesInspection } from '../case-view';
import type { ApiDeps } from '../deps';
import { reused } from '../lawful';
import { moduleOf } from '../module';
import { badField, notFound } from '../problem';

interface Row {
  id: string;
  kind: string;
  title: string;
  mime: PaperType;
  size: number;
  sha256: string;
  status: string;
  case_id: string | null;
  uploaded_by: string;
}

const KIND = /^[a-z][a-z0-9-]{1,39}$/;

/** What the content itself says it is; the name and the sender's word do not count. */
const typeOf = (content: Buffer): PaperType | undefined => {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1')) && content.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? undefined : 'text/plain';
  } catch {
    return undefined;
  }
};

interface Parts {
  kind?: string;
  title: string;
  content?: Buffer;
}

/** Kind, title and the one file; read to its end before anything is written. */
const partsOf = async (request: FastifyRequest): Promise<Parts> => {
  const parts: Parts = { title: '' };
  for await (const part of request.parts({ limits: { files: 1, fileSize: PAPER_MAX_BYTES } })) {
    if (part.type === 'file') parts.content = await part.toBuffer();
    else if (part.fieldname === 'kind') parts.kind = String(part.value);
    else if (part.fieldname === 'title') parts.title = String(part.value);
  }
  return parts;
};

/** What the reader of forms complains about, said as a problem of the request; too large a file stays what it is (413). */
const refuseParts = (error: unknown): never => {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_FILES_LIMIT') throw badField('/file', '一次只上传一个文件', 'One file at a time');
  if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') throw error;
  if (statusCode === undefined || statusCode < 500)
    throw badField(
      '',
      '上传内容不是完整的 multipart/form-data (kind、title、file)',
      'The body is no complete multipart/form-data of kind, title and file',
    );
  throw error;
};

const view = (row: Row) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  mime: row.mime,
  size: row.size,
  sha256: row.sha256,
  status: row.status,
  ...(row.case_id ? { case: row.case_id } : {}),
});

export const papers = ({ database, clock }: ApiDeps) => {
  const { pool } = database;
  const enter = async (
    client: Pick<typeof pool, 'query'>,
    who: Who,
    paper: { kind: string; title: string; mime: string; content: Buffer; key?: string },
  ): Promise<Row> => {
    const { rows } = await client.query<Row>(
      `INSERT INTO paper (id, kind, title, mime, size, sha256, content, uploaded_by, uploaded_at, upload_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::double precision / 1000), $10)
       ON CONFLICT (uploaded_by, upload_key) DO NOTHING RETURNING id, kind, title, mime, size, sha256, status, case_id, uploaded_by`,
      [
        randomUUID(),
        paper.kind,
        paper.title,
        paper.mime,
        paper.content.length,
        sha256(paper.content).toString('hex'),
        paper.content,
        who.personId,
        await clock.now(),
        paper.key ?? null,
      ],
    );
    if (rows[0]) return rows[0];
    const { rows: earlier } = await client.query<Row>(
      'SELECT id, kind, title, mime, size, sha256, status, case_id, uploaded_by FROM paper WHERE uploaded_by = $1 AND upload_key = $2',
      [who.personId, paper.key],
    );
    const [same] = earlier;
    if (!same || same.kind !== paper.kind || same.sha256 !== sha256(paper.content).toString('hex')) throw reused();
    return same;
  };

  /** Papers are read by whoever uploaded them and by whoever may read the case that names them. */
  const readable = async (who: Who, id: string): Promise<Row> => {
    const { rows } = await pool.query<Row>(
      'SELECT id, kind, title, mime, size, sha256, status, case_id, uploaded_by FROM paper WHERE id = $1',
      [id],
    );
    const row = rows[0];
    if (!row) throw notFound();
    if (row.uploaded_by === who.personId) return row;
    if (!row.case_id) throw notFound();
    // The paper of an occasion belongs to every case on it; what inspectors found about one of them, or why one was refused, is not for the others.
    const { rows: served } = await pool.query<{ case_id: string }>(
      `SELECT case_id FROM occasion_entry e WHERE occasion_id = $1 AND $2 <> 'finding' AND ($2 <> 'reason' OR EXISTS (
         SELECT 1 FROM fact f WHERE f.case_id = e.case_id AND f.fact -> 'papers' @> jsonb_build_array(jsonb_build_object('id', $3::text))))`,
      [row.case_id, row.kind, row.id],
    );
    for (const { case_id } of [{ case_id: row.case_id }, ...served]) {
      const found = await findCase(pool, case_id);
      if (!found || !mayReadCase(who, found.place) || !mayReadPaper(who, row.kind, found.place)) continue;
      if (seesInspection(who, found.place) || !(await isOfInspection(row))) return row;
    }
    throw notFound();
  };

  /** Named by a fact that only inspectors read as it is: the reasons of a verdict that suspends. */
  const isOfInspection = async ({ id, case_id }: Row): Promise<boolean> => {
    const { rows } = await pool.query<{ fact: Fact }>(
      `SELECT fact FROM fact WHERE case_id = $1 AND fact -> 'papers' @> jsonb_build_array(jsonb_build_object('id', $2::text))`,
      [case_id, id],
    );
    return rows.some(({ fact }) => isVeiled(fact));
  };

  return moduleOf(paperRoutes, {
    writePaper: async ({ body, who, tx }) =>
      view(await enter(tx, who, { kind: body.kind, title: body.title ?? '', mime: 'text/plain', content: Buffer.from(body.text, 'utf8') })),

    uploadPaper: async ({ who, request, key }) => {
      const { kind, title, content } = await partsOf(request).catch(refuseParts);
      if (/[\p{Cc}\p{Cs}]/u.test(title))
        throw badField(
          '/title',
          '标题含有控制字符或残缺的字符编码, 请删去后重新输入',
          'The title holds control characters or broken encoding',
        );
      if (codePoints(title) > 200) throw badField('/title', '标题最多 200 个字, 请缩短', 'A title has 200 characters at most');
      if (!kind || !KIND.test(kind))
        throw badField('/kind', '请写明材料种类, 例如 talk-record', 'Say what kind of paper it is, e.g. talk-record');
      if (!content || content.length === 0) throw badField('/file', '没有文件内容', 'There is no file');
      const mime = typeOf(content);
      if (!mime) throw badField('/file', `只接受 PDF、JPEG、PNG、纯文本或 docx`, 'PDF, JPEG, PNG, plain text or docx only');
      if (kind === 'e-file' && mime !== 'application/pdf') throw badField('/file', '电子档案须为一个 PDF 文件', 'The e-file is one PDF');
      return view(await enter(pool, who, { kind, title, mime, content, key }));
    },

    getPaper: async ({ params, who }) => view(await readable(who, params.id)),

    getPaperContent: async ({ params, who, now, reply }) => {
      const row = await readable(who, params.id);
      // Talk records and forms are full of a person: who reads what another handed in is an entry, or there is no answer.
      if (row.uploaded_by !== who.personId)
        await appendLog(pool, {
          at: now,
          kind: 'paper-read',
          personId: who.personId,
          ...(row.case_id ? { caseId: row.case_id } : {}),
          body: { paper: row.id },
        });
      const { rows } = await pool.query<{ content: Buffer }>('SELECT content FROM paper WHERE id = $1', [row.id]);
      reply
        .serializer((body: unknown) => body as string)
        .type(row.mime === 'text/plain' ? 'text/plain; charset=utf-8' : row.mime)
        .header('content-disposition', `attachment; filename="${row.kind}-${row.id.slice(0, 8)}.${PAPER_TYPES[row.mime]}"`)
        .header('x-content-type-options', 'nosniff');
      return rows[0]?.content as never;
    },
  });
};
