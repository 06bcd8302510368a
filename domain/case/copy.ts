/** A copy of what came from JSON, as JSON would make it: what has no value is left out. By way of text it costs four times as much, at every fact. */
export const copy = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[key];
    if (one === undefined) continue;
    // Assigned, this name would be no field but the object's kind.
    if (key === '__proto__') Object.defineProperty(made, key, { value: copy(one), writable: true, enumerable: true, configurable: true });
    else made[key] = copy(one);
  }
  return made as T;
};
