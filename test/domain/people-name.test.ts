import fc from 'fast-check';
import { clip, codePoints, PersonName } from '../../domain/people/name';

describe('PersonName accepts names as documents carry them', () => {
  it.each([
    '王芳',
    '欧阳修远',
    '𠅤',
    '李𬱖',
    '䶮',
    '㛃',
    '丁〇',
    '张\u{31350}',
    '王\u{323B0}',
    '古丽巴哈尔·阿不都热依木',
    '叶尔兰·努尔兰',
    'Marie-Claire D\u2019Arcy',
    "O'Brien",
    'José',
    'ئايگۈل',
    'Ерлан',
    'བསྟན་འཛིན',
    '辻\u{E0100}子',
  ])('%s', (name) => expect(PersonName.parse(name)).toBe(name));
  it.each([
    ['  王芳 \n', '王芳'],
    ['\u3000王\u3000芳\u3000', '王 芳'],
    ...['\u00B7', '\u2022', '\u30FB', '\uFF0E', '\u2027'].map((dot) => [`买买提${dot}吐尔逊`, '买买提·吐尔逊']),
  ])('tidies %j', (given, kept) => expect(PersonName.parse(given)).toBe(kept));
  it('counts 50 characters, not units', () => {
    expect(PersonName.safeParse('𠅤'.repeat(50)).success).toBe(true);
    expect(PersonName.safeParse('𠅤'.repeat(51)).error?.issues[0]?.message).toContain('最多 50');
  });
});

describe('PersonName refuses, and says what to do', () => {
  it.each([
    ['', '不能为空'],
    ['   ', '不能为空'],
    ['王芳1', '数字'],
    ['王芳２', '数字'],
    ['王\u0000芳', '控制字符'],
    ['王\u200B芳', '控制字符'],
    ['王\u202E芳', '控制字符'],
    ['王\t芳', '控制字符'],
    ['王芳😀', '其他符号'],
    ['<b>王</b>', '其他符号'],
    ['王芳(班长)', '其他符号'],
    ['王\uD840', '残缺'],
    ['\uDC00王', '残缺'],
    ['王\uE863', '自造字'],
    ['阿不都.艾力', '间隔号'],
    ['·阿不都', '开头'],
    ['阿不都·', '结尾'],
    ['-', '开头'],
    ['\u0301王', '开头'],
    ['阿不都··艾力', '连用'],
    [42, '应为文本'],
    [null, '应为文本'],
  ])('%j: %s', (name, word) => expect(PersonName.safeParse(name).error?.issues[0]?.message).toContain(word));
  it('parsing a parsed name changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = PersonName.safeParse(text);
        if (once.success) expect(PersonName.parse(once.data)).toBe(once.data);
      }),
    );
  });
});

describe('code points', () => {
  it('counts rare characters once', () => expect(codePoints('王𠅤𬱖')).toBe(3));
  it.each([
    ['王𠅤芳', 2, '王𠅤'],
    ['王𠅤芳', 1, '王'],
    ['王', 5, '王'],
    ['王', 0, ''],
  ])('clip %s to %i = %s', (text, n, out) => {
    expect(clip(text, n)).toBe(out);
  });
  it('clip keeps a prefix, never a half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, n) => {
        const out = clip(text, n);
        expect(text.startsWith(out)).toBe(true);
        expect(codePoints(out)).toBe(Math.min(n, codePoints(text)));
        expect(out).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
