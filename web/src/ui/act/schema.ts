/** The part of JSON Schema that bodies of acts use. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

export type Values = Readonly<Record<string, unknown>>;

/** What a field is asked for with. */
export type Widget =
  | 'yes-no'
  | 'choice'
  | 'number'
  | 'day'
  | 'person'
  | 'people'
  | 'branch'
  | 'step'
  | 'rows'
  | 'group'
  | 'text'
  | 'text-hidden';

/** Branches that somebody goes to. */
const BRANCHES = ['toUnit'];
/** Ids of things that are no person: copied from where they are shown. */
const THINGS = ['notice', 'booth', 'case', 'objection', 'investigation', 'complaint'];
const STEPS = ['step', 'backTo'];

export const widgetOf = (name: string, schema: Schema): Widget => {
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.enum) return 'choice';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.format === 'date') return 'day';
  if (STEPS.includes(name)) return 'step';
  if (schema.properties) return 'group';
  if (THINGS.includes(name)) return 'text';
  if (schema.format === 'uuid') return BRANCHES.includes(name) ? 'branch' : 'person';
  if (schema.type === 'array') return schema.items?.properties ? 'rows' : 'people';
  return 'text';
};

/** The identity of a row, by which it counts once; an id that names a person is a field like others. */
export const isOwnId = (name: string, schema: Schema): boolean => name === 'id' && schema.format !== 'uuid';

export const isRequired = (schema: Schema, name: string): boolean =>
  (schema.required ?? []).includes(name) && schema.properties?.[name]?.default === undefined;

/** What is typed, as the API takes it: numbers as numbers, empty fields left out. */
export const bodyOf = (schema: Schema, values: Values): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const value = values[name];
    if (value === undefined || value === '') continue;
    if (field.properties) body[name] = bodyOf(field, value as Values);
    else if (field.type === 'array' && field.items?.properties)
      body[name] = (value as Values[]).map((row) => bodyOf(field.items as Schema, row));
    else if (field.type === 'integer' || field.type === 'number') body[name] = Number.isNaN(Number(value)) ? value : Number(value);
    else body[name] = value;
  }
  return body;
};

/** Required fields that are still empty, as pointers. */
export const missingIn = (schema: Schema, values: Values, at = '/body'): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const value = values[name];
    const here = `${at}/${name}`;
    if (field.properties) return value === undefined && !isRequired(schema, name) ? [] : missingIn(field, (value as Values) ?? {}, here);
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0 && (field.minItems ?? 0) > 0);
    if (empty) return isRequired(schema, name) ? [here] : [];
    if (field.type === 'array' && field.items?.properties)
      return (value as Values[]).flatMap((row, index) => missingIn(field.items as Schema, row, `${here}/${index}`));
    return [];
  });
