import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { transaction } from '../database';
import { appendLog, sha256 } from '../log';
import { no } from './refusals';
import { lockBooth } from './rows';

/** Without 0, 1, I and O: nobody reads one for another. 5 bits a character. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** 90 bits. */
const LENGTH = 18;

const newCode = (): string => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** What is kept of a code, and its voter's receipt. */
export const codeHash = (booth: string, code: string): Buffer =>
  sha256(`tuanwu code v1 ${booth} ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);

/**
 * Makes one code for each voter in the room and answers them, this once; only their hashes are kept, in the order of the hashes. Printing again before the
 * booth is open voids the codes printed before.
 */
export const printCodes = (pool: Pool, { booth, by, at }: { booth: string; by: string; at: number }): Promise<string[]> =>
  transaction(pool, async (tx) => {
    const row = await lockBooth(tx, booth, 'drafted', 'drawing');
    if (row.in_room === 0) throw no.wrongState(row.level);
    const codes = Array.from({ length: row.in_room }, newCode);
    const hashes = codes.map((code) => codeHash(booth, code)).sort(Buffer.compare);
    await tx.query('DELETE FROM ballot_right WHERE booth_id = $1', [booth]);
    await tx.query('INSERT INTO ballot_right (booth_id, id) SELECT $1, h FROM unnest($2::bytea[]) AS h', [booth, hashes]);
    const body = { booth, codes: codes.length, digest: sha256(Buffer.concat(hashes)).toString('hex') };
    await appendLog(tx, { at, kind: 'ballot.codes-printed', personId: by, caseId: row.occasion_id, body });
    return codes;
  });
