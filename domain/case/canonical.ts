/**
 * Canonical JSON (RFC 8785 for the values used here: no fractions, no exotic numbers): sorted keys, no white space, undefined left out.
 * Signatures and digests are taken over it, so two writers of the same thing get the same bytes.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number that JSON cannot carry');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    let text = '';
    for (const key of Object.keys(value).sort()) {
      const item = (value as Record<string, unknown>)[key];
      if (item !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(item)}`;
    }
    return `{${text}}`;
  }
  throw new Error(`${typeof value} has no canonical form`);
};
