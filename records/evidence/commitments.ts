import { createHmac, randomBytes } from 'node:crypto';
import { canonical } from '../../domain/case/canonical';
import { appendLog } from '../log';
import type { Vault } from '../sealed';
import type { Client } from './log-rows';

/*
 * How a person's values enter the log: as HMAC-SHA-256(salt of the person, canonical JSON of [field, value]). Whoever is shown a value and the salt can
 * check it; nobody can guess it back, not even an identity number with its few digits; and once the salt is erased nobody can check it any more, while every
 * proof of the log stays as it is.
 */

const SALT_BYTES = 32;

const saltPlace = (personId: string) => ({ table: 'person_salt', column: 'salt', row: personId });
const textPlace = (entryId: string, name: string) => ({ table: 'log_text', column: name, row: entryId });

/** The commitment to one value of a person. */
export const commitment = (salt: string, field: string, value: unknown): string =>
  createHmac('sha256', Buffer.from(salt, 'base64'))
    .update(canonical([field, value]))
    .digest('hex');

/** The person's salt; undefined after it was erased. */
export const saltOf = async (client: Client, vault: Vault, personId: string): Promise<string | undefined> => {
  const { rows } = await client.query<{ sealed: Buffer }>('SELECT sealed FROM person_salt WHERE person_id = $1', [personId]);
  return rows[0] && vault.open(saltPlace(personId), rows[0].sealed);
};

/** The same, made when it is first needed. */
const ensureSalt = async (client: Client, vault: Vault, personId: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const { rowCount } = await client.query('INSERT INTO person_salt (person_id, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    personId,
    vault.seal(saltPlace(personId), salt),
  ]);
  const known = rowCount === 1 ? salt : await saltOf(client, vault, personId);
  if (known === undefined) throw new Error(`the salt of ${personId} vanished`);
  return known;
};

/** Commitments to those values that are given, by field. */
export const commitTo = async (
  client: Client,
  vault: Vault,
  personId: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Record<string, string>> => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  if (given.length === 0) return {};
  const salt = await ensureSalt(client, vault, personId);
  return Object.fromEntries(given.map(([field, value]) => [field, commitment(salt, field, value)]));
};

/** Free text that an entry commits to, kept sealed beside it. */
export const keepText = async (
  client: Client,
  vault: Vault,
  { entry, name, personId, text }: { entry: string; name: string; personId: string; text: string },
): Promise<void> => {
  await client.query('INSERT INTO log_text (entry_id, name, person_id, sealed) VALUES ($1, $2, $3, $4)', [
    entry,
    name,
    personId,
    vault.seal(textPlace(entry, name), text),
  ]);
};

/** The text of an entry; undefined after it was erased. */
export const readText = async (client: Client, vault: Vault, entry: string, name: string): Promise<string | undefined> => {
  const { rows } = await client.query<{ sealed: Buffer }>('SELECT sealed FROM log_text WHERE entry_id = $1 AND name = $2', [entry, name]);
  return rows[0] && vault.open(textPlace(entry, name), rows[0].sealed);
};

/** Erases what could open the commitments to a person's values, in the caller's transaction. The log itself does not change: every proof stays whole. */
export const erasePerson = async (
  client: Client,
  personId: string,
  by: { readonly personId: string; readonly at: number },
): Promise<void> => {
  await client.query('DELETE FROM person_salt WHERE person_id = $1', [personId]);
  await client.query('DELETE FROM log_text WHERE person_id = $1', [personId]);
  await appendLog(client, { at: by.at, kind: 'person-erased', personId: by.personId, body: { of: personId } });
};
