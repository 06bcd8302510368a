/** Ids in a body that nobody has parsed yet; what is no uuid is left to the act's schema. */
export const idsAt = (body: Readonly<Record<string, unknown>>, key: string): string[] =>
  Array.isArray(body[key])
    ? (body[key] as unknown[]).filter((id): id is string => typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id))
    : [];
/** What is no text is no id; '' is refused by Postgres like any other mistyped id. */
export const idAt = (body: Readonly<Record<string, unknown>>, key: string): string =>
  typeof body[key] === 'string' ? (body[key] as string) : '';
