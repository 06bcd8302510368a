import { pinyin, polyphonic } from 'pinyin-pro';
import { clip } from '../domain/people/name';

/** "zengyi zy": full pinyin, then every reading of the initials, so that 曾毅, 单雄信, 仇英 are found by whichever a typist knows. */
export function pinyinOf(written: string): string {
  const name = written.replace(/[\s·'’-]/g, '');
  const full = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' }).join('');
  const letters = polyphonic(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map((readings) => [
    ...new Set(readings.map((reading) => clip(reading, 1))),
  ]);
  let initials = [''];
  for (const choices of letters) initials = initials.flatMap((head) => choices.map((letter) => head + letter)).slice(0, 16);
  const own = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true, pattern: 'first', nonZh: 'consecutive' }).join('');
  return [...new Set([full, own, ...initials])].join(' ').toLowerCase();
}
