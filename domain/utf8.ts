/** Octets of a text in UTF-8; the domain has no encoder. */
export const utf8Length = (text: string): number => {
  let sum = 0;
  for (const char of text) sum += octets(char);
  return sum;
};

/** Of one character. */
export const octets = (char: string): number => {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};
