import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { Problem } from '../../config/problem';
import { ed25519File } from '../../records/ed25519-file';
import { assertKeyFits } from '../../records/field-key';
import { pinyinOf } from '../../records/pinyin';
import { openVault, UnsealError, Vault } from '../../records/sealed';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { temporaryFolder } from '../harness/servers';

const place = { table: 'person', column: 'phone', row: 'a' };

describe('sealed columns', () => {
  it('open for their own row and column alone, and never when a bit was changed', () => {
    const vault = new Vault([randomBytes(32)]);
    const sealed = vault.seal(place, '13812345678 𬱖');
    expect(vault.open(place, sealed)).toBe('13812345678 𬱖');
    expect(vault.seal(place, '13812345678')).not.toEqual(vault.seal(place, '13812345678'));
    for (const other of [
      { ...place, row: 'b' },
      { ...place, column: 'x' },
      { ...place, table: 'x' },
    ])
      expect(() => vault.open(other, sealed)).toThrow(UnsealError);
    for (let i = 0; i < sealed.length; i += 1) {
      const bent = Buffer.from(sealed);
      bent.writeUInt8(bent.readUInt8(i) ^ 1, i);
      expect(() => vault.open(place, bent)).toThrow(UnsealError);
    }
    expect(() => vault.open(place, sealed.subarray(0, 20))).toThrow(UnsealError);
    expect(() => new Vault([randomBytes(32)]).open(place, sealed)).toThrow(UnsealError);
  });

  it('have an index that is equal for equal values of one kind', () => {
    const vault = new Vault([randomBytes(32)]);
    expect(vault.index('id-number', 'x')).toEqual(vault.index('id-number', 'x'));
    expect(vault.index('id-number', 'x')).not.toEqual(vault.index('phone', 'x'));
  });

  it('stay readable when a key is added: the newest seals, the index does not move', () => {
    const [old, fresh] = [randomBytes(32), randomBytes(32)];
    const [before, after] = [new Vault([old]), new Vault([old, fresh])];
    expect(after.open(place, before.seal(place, 'x'))).toBe('x');
    expect(after.index('k', 'x')).toEqual(before.index('k', 'x'));
    expect(() => before.open(place, after.seal(place, 'x'))).toThrow(UnsealError);
  });

  it('give each person’s browser a key of its own, which no later key moves', () => {
    const [old, fresh] = [randomBytes(32), randomBytes(32)];
    const [before, after] = [new Vault([old]), new Vault([old, fresh])];
    expect(after.forQueueOf('a')).toEqual(before.forQueueOf('a'));
    expect(before.forQueueOf('a').key).toHaveLength(32);
    expect(before.forQueueOf('a').key).not.toEqual(before.forQueueOf('b').key);
    expect(before.forQueueOf('a').owner).not.toEqual(before.forQueueOf('b').owner);
    expect(before.forQueueOf('a').key.subarray(0, 16)).not.toEqual(before.forQueueOf('a').owner);
  });

  it('have a key file that is made once, for its owner alone', () => {
    const file = join(temporaryFolder('keys'), 'deep', 'field.key');
    const vault = openVault(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openVault(file).open(place, vault.seal(place, 'x'))).toBe('x');
    writeFileSync(file, 'short');
    expect(() => openVault(file)).toThrow(/must hold keys of 32 bytes/);
  });
});

describe('a key that is not the database’s', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  it('is refused once something is sealed; over nothing sealed any key is a beginning', async () => {
    const [folder, pool] = [temporaryFolder('keys'), new Pool({ connectionString: database.url })];
    const [file, lost] = [join(folder, 'field.key'), join(folder, 'lost.key')];
    await assertKeyFits(pool, openVault(lost), lost);
    const vault = openVault(file);
    const id = randomUUID();
    await pool.query(`INSERT INTO person (id, name, birth, phone_sealed) VALUES ($1, '艾力', '2010-05-04', $2)`, [
      id,
      vault.seal({ table: 'person', column: 'phone', row: id }, '13812345678'),
    ]);
    await assertKeyFits(pool, vault, file);
    const refused = await assertKeyFits(pool, openVault(lost), lost).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).message).toContain(lost);
    // With a key added behind it, the old one still opens.
    writeFileSync(file, Buffer.concat([readFileSync(file), randomBytes(32)]));
    await assertKeyFits(pool, openVault(file), file);
    await pool.end();
  });

  it('or is no key at all, is a sentence with its file', () => {
    const file = join(temporaryFolder('keys'), 'api-signing.key');
    writeFileSync(file, 'x');
    expect(() => ed25519File(file)).toThrow(Problem);
    expect(() => ed25519File(file)).toThrow(file);
  });
});

describe('pinyin for search', () => {
  it.each([
    ['曾毅', 'zengyi'],
    ['单雄信', 'shanxiongxin'],
    ['单雄信', 'sxx'],
    ['阿依努尔·买买提', 'aynemmt'],
    ['Aynur', 'aynur'],
  ])('%s is found by %s', (name, typed) => {
    expect(pinyinOf(name).split(' ')).toContain(typed);
  });
});
