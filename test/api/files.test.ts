import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Api, anApi } from './helper';

const MB = 1024 * 1024;

interface Part {
  readonly name: string;
  readonly value: string | Buffer;
  readonly filename?: string;
  readonly type?: string;
}

/** A form as a browser sends it; `whole: false` breaks off before its end. */
const form = (parts: readonly Part[], { boundary = 'x7MA4YWxkTrZu0gW', whole = true } = {}): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, value, filename, type }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n${type ? `content-type: ${type}\r\n` : ''}\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(whole ? `--${boundary}--\r\n` : ''),
  ]);

const kind: Part = { name: 'kind', value: 'talk-record' };
const file = (value: string | Buffer, filename = 'scan.pdf', type = 'application/octet-stream'): Part => ({
  name: 'file',
  value,
  filename,
  type,
});
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
/** A zip with one stored member of that name. */
const zip = (name: string): Buffer =>
  Buffer.concat([
    Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, name.length, 0, 0, 0]),
    Buffer.from(name),
    Buffer.from('PK\u0001\u0002', 'latin1'),
  ]);

describe('files', () => {
  let api: Api;
  let token: string;
  beforeAll(async () => {
    api = await anApi();
    token = await api.signIn((await api.officer('branch-secretary', await api.unit('branch', await api.unit('committee')))).login);
  });
  afterAll(() => api?.close());

  const upload = (payload: Buffer | string, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'POST',
      url: '/api/papers/files',
      payload,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        'content-type': 'multipart/form-data; boundary=x7MA4YWxkTrZu0gW',
        ...headers,
      },
    });
  const papers = () => api.database.prisma.paper.count();

  describe('that are taken', () => {
    it.each([
      ['a PDF, whatever its name says', file(PDF, 'virus.exe'), 'application/pdf', 'pdf'],
      [
        'a PDF that is a page as well is just a PDF',
        file(`${PDF}<html><script>alert(1)</script></html>`, 'page.html', 'text/html'),
        'application/pdf',
        'pdf',
      ],
      ['a page is plain text', file('<html><script>alert(1)</script></html>', 'page.html', 'text/html'), 'text/plain', 'txt'],
      ['a JPEG', file(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])), 'image/jpeg', 'jpg'],
      ['a PNG', file(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])), 'image/png', 'png'],
      ['a docx', file(zip('word/document.xml')), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
      ['a text with rare characters', file('𬱖娜·古丽', '../../etc/passwd'), 'text/plain', 'txt'],
      ['a name with path, quotes and line ends', file(PDF, '..\\..\\a/b%00c%0d%0a.pdf'), 'application/pdf', 'pdf'],
    ])('%s', async (_what, part, mime, ending) => {
      const answer = await upload(form([kind, part]));
      expect([answer.statusCode, answer.json<{ mime: string }>().mime]).toEqual([201, mime]);
      const { id, size } = answer.json<{ id: string; size: number }>();
      const content = await api.as(token)('GET', `/api/papers/${id}/content`);
      expect(content.statusCode).toBe(200);
      expect(content.rawPayload.equals(Buffer.from(part.value))).toBe(true);
      expect(content.rawPayload.length).toBe(size);
      expect(content.headers['content-type']?.toString().split(';')[0]).toBe(mime);
      expect(content.headers['content-disposition']).toBe(`attachment; filename="talk-record-${id.slice(0, 8)}.${ending}"`);
      expect(content.headers['x-content-type-options']).toBe('nosniff');
      expect(content.headers['content-security-policy']).toContain("default-src 'self'");
    });

    it('10 MB of text, and exactly 20 MB', async () => {
      const text = await upload(form([kind, file('团'.repeat((10 * MB) / 3))]));
      expect([text.statusCode, text.json()]).toEqual([
        201,
        expect.objectContaining({ mime: 'text/plain', size: Math.floor((10 * MB) / 3) * 3 }),
      ]);
      const full = await upload(form([kind, file(Buffer.alloc(20 * MB, 'a'))]));
      expect([full.statusCode, full.json()]).toEqual([201, expect.objectContaining({ size: 20 * MB })]);
    });

    it('once under one key', async () => {
      const before = await papers();
      const headers = { 'idempotency-key': randomUUID() };
      const payload = form([kind, file(PDF)]);
      const ids = (await Promise.all([1, 2, 3].map(() => upload(payload, headers)))).map((answer) => answer.json<{ id: string }>().id);
      expect(new Set(ids).size).toBe(1);
      expect((await upload(form([kind, file(`${PDF}another`)]), headers)).json()).toMatchObject({ code: 'idempotency-key-reused' });
      expect(await papers()).toBe(before + 1);
    });

    it('of a case nobody else reads before an act names them', async () => {
      const { id } = (await upload(form([kind, file(PDF)]))).json<{ id: string }>();
      const other = await api.signIn((await api.officer('administrator', await api.unit('committee'))).login);
      expect((await api.as(other)('GET', `/api/papers/${id}`)).statusCode).toBe(404);
      expect((await api.as(other)('GET', `/api/papers/${id}/content`)).statusCode).toBe(404);
    });
  });

  it('say how large a file may be', async () => {
    expect((await upload(form([kind, file(Buffer.alloc(20 * MB + 1, 'a'))]))).json()).toMatchObject({
      detail: '文件超过 20 MB',
      errors: [{ pointer: '/file' }],
    });
  });

  describe('that are refused, with nothing half written', () => {
    const whole = form([kind, file(PDF)]);
    it.each<[string, Buffer | string, Record<string, string>, number, string]>([
      ['21 MB', form([kind, file(Buffer.alloc(21 * MB, 'a'))]), {}, 413, 'too-large'],
      ['one byte too many', form([kind, file(Buffer.alloc(20 * MB + 1, 'a'))]), {}, 413, 'too-large'],
      ['an empty file', form([kind, file('')]), {}, 400, 'bad-request'],
      ['no file', form([kind]), {}, 400, 'bad-request'],
      ['no kind', form([file(PDF)]), {}, 400, 'bad-request'],
      ['a kind with a path', form([{ name: 'kind', value: '../talk' }, file(PDF)]), {}, 400, 'bad-request'],
      ['a kind that is JSON', form([{ name: 'kind', value: '{"a":1}', type: 'application/json' }, file(PDF)]), {}, 400, 'bad-request'],
      [
        'a part that says JSON and is none',
        form([{ name: 'kind', value: '{', type: 'application/json' }, file(PDF)]),
        {},
        400,
        'bad-request',
      ],
      [
        'a program',
        form([kind, file(Buffer.concat([Buffer.from('MZ'), Buffer.from([0x90, 0, 3, 0]), randomBytes(200)]))]),
        {},
        400,
        'bad-request',
      ],
      ['a zip that is no docx', form([kind, file(zip('evil/sheet.xml'))]), {}, 400, 'bad-request'],
      ['text in GBK', form([kind, file(Buffer.from([0xc4, 0xe3, 0xba, 0xc3]))]), {}, 400, 'bad-request'],
      ['an e-file that is no PDF', form([{ name: 'kind', value: 'e-file' }, file('text')]), {}, 400, 'bad-request'],
      ['two files', form([kind, file(PDF), file(PDF)]), {}, 400, 'bad-request'],
      [
        'a hundred fields',
        form([kind, ...Array.from({ length: 100 }, (_, index) => ({ name: `f${index}`, value: 'x' })), file(PDF)]),
        {},
        400,
        'bad-request',
      ],
      ['a field called __proto__', form([{ name: '__proto__', value: 'x' }, kind, file(PDF)]), {}, 400, 'bad-request'],
      ['NUL in the title', form([kind, { name: 'title', value: 'a\0b' }, file(PDF)]), {}, 400, 'bad-request'],
      ['a title of 10,000 characters', form([kind, { name: 'title', value: '题'.repeat(10_000) }, file(PDF)]), {}, 400, 'bad-request'],
      ['a form that breaks off', form([kind, file(PDF)], { whole: false }), {}, 400, 'bad-request'],
      [
        'a form that breaks off in a header',
        Buffer.concat([form([kind], { whole: false }), Buffer.from('--x7MA4YWxkTrZu0gW\r\ncontent-dispo')]),
        {},
        400,
        'bad-request',
      ],
      ['another boundary than it says', form([kind, file(PDF)], { boundary: 'other' }), {}, 400, 'bad-request'],
      ['no boundary', whole, { 'content-type': 'multipart/form-data' }, 400, 'bad-request'],
      ['an empty boundary', whole, { 'content-type': 'multipart/form-data; boundary=' }, 400, 'bad-request'],
      ['nothing at all', '', {}, 400, 'bad-request'],
      ['JSON where a form belongs', '{"kind":"talk-record"}', { 'content-type': 'application/json' }, 415, 'wrong-media-type'],
      ['a bare file', PDF, { 'content-type': 'application/pdf' }, 415, 'wrong-media-type'],
      [
        'a form without a file in the way of the web',
        'kind=talk-record',
        { 'content-type': 'application/x-www-form-urlencoded' },
        415,
        'wrong-media-type',
      ],
    ])('%s', async (_what, payload, headers, status, code) => {
      const before = await papers();
      const answer = await upload(payload, headers);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json<{ detail: string; remedy: string }>()).toMatchObject({
        detail: expect.stringMatching(/./),
        remedy: expect.stringMatching(/./),
      });
      expect(await papers()).toBe(before);
    });

    it('21 MB over a real socket', async () => {
      const before = await papers();
      await api.app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = api.app.server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/api/papers/files`, {
        method: 'POST',
        body: new Uint8Array(form([kind, file(Buffer.alloc(21 * MB, 'a'))])),
        headers: {
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
          'content-type': 'multipart/form-data; boundary=x7MA4YWxkTrZu0gW',
        },
      });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'too-large']);
      expect(await papers()).toBe(before);
    });
  });
});
