import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyinOf } from '../../records/pinyin';
import { openVault, UnsealError, Vault } from '../../records/sealed';
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
