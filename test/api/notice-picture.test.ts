import { wrapped } from '../../api/notice-picture';

describe('the lines of the picture of a notice', () => {
  it('are no wider than the sheet, lose nothing, cut no rare character and begin with no closing sign', () => {
    const text = '拟将下列同志列为发展对象，现予公示：𬱖娜·古丽（高2025级1班团支部），2026年4月13日起。';
    for (const most of [5, 8, 13, 21]) {
      const lines = wrapped(text, most);
      expect(lines.join('')).toBe(text);
      for (const line of lines) {
        expect(Array.from(line).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) < 0x2e80 ? 0.56 : 1), 0)).toBeLessThanOrEqual(
          most + 2,
        );
        expect(line).not.toMatch(/^[，。：）]|[\ud800-\udbff]$|^[\udc00-\udfff]/);
      }
    }
  });

  it('keep a number or a word whole, unless no line holds it', () => {
    expect(wrapped('联系方式：杜热镇团委，电话 0906-0000000', 12)).toEqual(['联系方式：杜热镇团委，电', '话 0906-0000000']);
    expect(wrapped('abcdefghij', 3)).toEqual(['abcde', 'fghij']);
  });
});
