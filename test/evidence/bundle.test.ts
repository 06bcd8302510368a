import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { canonical } from '../../domain/case/canonical';
import { openPool } from '../../records/database';
import { APPLICATION_ROLE, grantApplication } from '../../records/grants';
import { appendLog } from '../../records/log';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { temporaryFolder } from '../harness/servers';
import { walk } from '../harness/walk';
import { type Report, VERIFIER } from './a-log';

const verifyFile = (lines: readonly string[], trust: object, papers?: string): Promise<Report & { facts: number; papers: number }> =>
  (require(VERIFIER) as { verifyFile(lines: readonly string[], trust: object, papers?: string): Promise<never> }).verifyFile(
    lines,
    trust,
    papers,
  );

describe('the bundle of a case', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let id: string;
  let lines: string[];
  let keys: string[];
  let held: { note: string; size: number };

  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    id = (await office.apply({ name: '甲同学' })).id;
    held = (await http.post(office.people.inspector, '/api/log/checkpoints', undefined)).body;
    await walk(office).toCultivation(id);
    const answer = await http.post(office.people.inspector, `/api/cases/${id}/bundle?since=${held.size}`, undefined);
    expect(answer.status).toBe(200);
    lines = String(answer.body).trimEnd().split('\n');
    keys = (await http.get(undefined, '/api/log/key')).body.vkeys;
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  it('proves itself offline: facts, papers, entries, and that the log goes on from what the inspector holds', async () => {
    const folder = join(temporaryFolder('papers'), 'papers');
    mkdirSync(folder);
    const { rows } = await product.database.pool.query<{ id: string; content: Buffer }>(
      'SELECT id, content FROM paper WHERE case_id = $1',
      [id],
    );
    for (const paper of rows) writeFileSync(join(folder, paper.id), paper.content);
    const report = await verifyFile(lines, { keys, held: [held.note] }, folder);
    const { rows: facts } = await product.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fact WHERE case_id = $1', [
      id,
    ]);
    expect(report).toMatchObject({ ok: true, findings: [], facts: facts[0]?.n, papers: rows.length });
    expect(rows.length).toBeGreaterThan(1);
    expect(lines.join('\n')).not.toContain('甲同学');
    writeFileSync(join(folder, rows[0]?.id ?? ''), 'another');
    expect(await verifyFile(lines, { keys, held: [held.note] }, folder)).toMatchObject({ ok: false });
  });

  it.each<[string, (of: string[]) => string[]]>([
    [
      'a fact that was altered',
      (of) => of.map((text) => (text.includes('"type":"fact"') && text.includes('"seq":2') ? text.replace('"v":1', '"v":1,"w":1') : text)),
    ],
    ['a fact that was taken out', (of) => of.filter((text) => !(text.includes('"type":"fact"') && text.includes('"seq":2')))],
    ['an entry that was taken out', (of) => of.filter((_text, at) => at !== of.findIndex((one) => one.startsWith('{"entry"')))],
    [
      'an entry that was altered',
      (of) => of.map((text) => (text.startsWith('{"entry"') ? text.replace('"kind":"fact"', '"kind":"fake"') : text)),
    ],
    [
      'another digest of a paper',
      (of) => of.map((text) => (text.includes('"type":"paper"') ? text.replace(/"sha256":"[0-9a-f]{4}/, '"sha256":"0000') : text)),
    ],
    ['another root', (of) => of.map((text) => (text.startsWith('{"note"') ? text.replace(/\\n[A-Za-z0-9+/]{4}/, '\\nAAAA') : text))],
    ['no proof from what one holds', (of) => of.filter((text) => !text.includes('"type":"consistency"'))],
  ])('shows %s', async (_, edit) => {
    const made = edit(lines);
    expect(made).not.toEqual(lines);
    expect(await verifyFile(made, { keys, held: [held.note] })).toMatchObject({ ok: false });
  });

  it('is for those who watch the place; what is none of their business does not exist', async () => {
    const status = async (person: string) => (await http.post(person, `/api/cases/${id}/bundle`, undefined)).status;
    expect([
      await status(office.people.officer),
      await status(office.people.otherSecretary),
      await status(office.people.administrator),
    ]).toEqual([403, 404, 200]);
    const { rows } = await product.database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM log_entry WHERE kind = 'case-exported' AND case_id = $1`,
      [id],
    );
    expect(rows[0]?.n).toBe(2);
    expect(lines.at(-2)).toContain('"kind":"case-exported"');
  });

  it('a fact’s digest is that of its canonical form, in ledger, log and bundle alike', () => {
    const fact = JSON.parse(lines.find((text) => text.includes('"type":"fact"')) ?? '{}').fact;
    const entry = lines.map((text) => JSON.parse(text)).find((line) => line.type === 'entry' && line.entry.body.seq === fact.seq)?.entry;
    expect(entry.body.hash).toBe(createHash('sha256').update(canonical(fact)).digest('hex'));
  });
});

describe('the role of the application', () => {
  it('adds to ledger and log, and changes nothing of them; a table that is append-only later is so for it too', async () => {
    const product = await startProduct({ worker: false });
    const owner = new Client({ connectionString: product.config.databaseUrl });
    await owner.connect();
    const url = new URL(product.config.databaseUrl ?? '');
    const password = 'x'.repeat(20);
    await owner.query(`ALTER ROLE ${APPLICATION_ROLE} PASSWORD '${password}'`);
    await owner.query('CREATE TABLE later (id int)');
    await owner.query('CREATE TRIGGER later_append_only BEFORE UPDATE OR DELETE ON later FOR EACH ROW EXECUTE FUNCTION refuse_change()');
    await grantApplication(owner);
    Object.assign(url, { username: APPLICATION_ROLE, password });
    const app = openPool(url.href, 2);
    await appendLog(app, { at: 1, kind: 'test', body: {} });
    await app.query('INSERT INTO later VALUES (1)');
    for (const sql of [
      `UPDATE log_entry SET kind = 'x'`,
      'DELETE FROM log_entry',
      'TRUNCATE log_entry',
      'UPDATE log_leaf SET position = 1',
      'DELETE FROM log_checkpoint',
      `UPDATE fact SET kind = 'x'`,
      'DELETE FROM later',
      'ALTER TABLE log_entry DISABLE TRIGGER ALL',
      "SET session_replication_role = 'replica'",
      'DROP TABLE log_leaf',
      'CREATE TABLE own (id int)',
      "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', 'x')",
    ])
      await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
    // The owner is stopped by the triggers, until he drops them: that is what checkpoints outside his reach are for.
    for (const sql of [`UPDATE log_entry SET kind = 'x'`, 'TRUNCATE log_entry', 'DELETE FROM later'])
      await expect(owner.query(sql)).rejects.toThrow('is append-only');
    await app.end();
    await owner.end();
    await product.stop();
  });
});
