/** Places that a text takes in a terminal: Chinese characters and full-width signs take two. */
export const places = (text: string): number => {
  let sum = 0;
  for (const character of text) sum += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return sum;
};

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - places(text)));
