type Body = Readonly<Record<string, unknown>>;

const isId = (id: unknown): id is string => typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id);

/** Ids in a body that nobody has parsed yet; what is no uuid is left to the act's schema. */
export const idsAt = (body: Body, key: string): string[] => (Array.isArray(body[key]) ? (body[key] as unknown[]).filter(isId) : []);
/** The same of a list whose rows name a person each: a tally, the inspection objects. */
export const personsAt = (body: Body, key: string): string[] =>
  Array.isArray(body[key]) ? (body[key] as unknown[]).map((row) => (row as { person?: unknown } | null)?.person).filter(isId) : [];
/** What is no text is no id; '' is refused by Postgres like any other mistyped id. */
export const idAt = (body: Body, key: string): string => (typeof body[key] === 'string' ? (body[key] as string) : '');
