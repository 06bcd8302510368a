import type { PoolClient } from 'pg';
import type { Text } from '../domain/case/step';
import { NewPerson } from '../domain/contract/people';
import { createPerson, findByIdNumber } from '../records/people';
import type { Vault } from '../records/sealed';
import type { Language } from './problem';
import { fieldErrors, LOCALE } from './validation';

export interface ImportedRow {
  row: number;
  status: 'created' | 'exists' | 'refused';
  id?: string;
  errors?: { pointer: string; detail: string }[];
}

interface Import {
  readonly rows: readonly unknown[];
  readonly unitId: string;
  readonly today: string;
  readonly language: Language;
  /** Fields that the importer may not fill in. */
  readonly mayNotClaim: readonly string[];
}

/** Each row by itself: entered whole, known already, or refused with its reasons. Pointers lead into the request, `/rows/3/name`. */
export async function importRows(tx: PoolClient, vault: Vault, list: Import): Promise<ImportedRow[]> {
  const done: ImportedRow[] = [];
  for (const [index, raw] of list.rows.entries())
    done.push({ row: index + 1, ...(await importRow(tx, vault, list, raw, `/rows/${index}`)) });
  return done;
}

async function importRow(
  tx: PoolClient,
  vault: Vault,
  { unitId, today, mayNotClaim, language }: Import,
  raw: unknown,
  at: string,
): Promise<Omit<ImportedRow, 'row'>> {
  const refused = (pointer: string, text: Text) => ({
    status: 'refused' as const,
    errors: [{ pointer: `${at}${pointer}`, detail: text[language] }],
  });
  const read = NewPerson.safeParse(raw, { error: LOCALE[language] });
  if (!read.success)
    return {
      status: 'refused',
      errors: fieldErrors(read.error.issues, 'body', language).map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail })),
    };
  const person = read.data;
  const claimed = mayNotClaim.find((field) => (person as Record<string, unknown>)[field] !== undefined);
  if (claimed !== undefined)
    return refused(`/${claimed}`, {
      zh: '团籍情况由团委登记，支部不能直接填写',
      en: 'Membership is entered by the committee, not by the branch',
    });

  const known =
    person.idNumber === undefined
      ? await sameNameAndBirth(tx, unitId, person.name, person.birth)
      : await findByIdNumber(tx, vault, person.idNumber);
  if (known && known.unitId === unitId && known.name !== person.name)
    return refused('/name', {
      zh: '这个身份证号在本单位已登记为另一个姓名，请核对',
      en: 'This identity number is registered here under another name: check it',
    });
  if (known && known.unitId === unitId) return { status: 'exists', id: known.id };
  if (known)
    return refused('/idNumber', {
      zh: '这个身份证号已在其他单位登记，请上级团委查询后转接',
      en: 'This identity number is registered in another unit: let the committee above find and transfer it',
    });
  const written = await createPerson(tx, vault, { ...person, unitId }, today);
  return written.ok ? { status: 'created', id: written.id } : refused(written.refusal.pointer ?? '', written.refusal.text);
}

/** Without a number, the same name with the same birth date in the same unit is taken for the same person: a list sent twice doubles nobody. */
async function sameNameAndBirth(
  tx: PoolClient,
  unitId: string,
  name: string,
  birth: string | undefined,
): Promise<{ id: string; name: string; unitId: string } | undefined> {
  if (birth === undefined) return undefined;
  const { rows } = await tx.query<{ id: string; name: string; unitId: string }>(
    'SELECT id, name, unit_id AS "unitId" FROM person WHERE unit_id = $1 AND name = $2 AND birth = $3',
    [unitId, name, birth],
  );
  return rows[0];
}
