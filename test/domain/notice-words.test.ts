import { type NoticeLine, noticeTitle, noticeWords } from '../../domain/occasions/notice-words';
import { overlays, packs } from '../../domain/procedures';

const sheet = (...names: NoticeLine[]) => ({ unit: '杜热镇团委', postedOn: '2026-11-27', end: '2026-12-04', provisional: false, names });
const line = (step?: string, post?: string): NoticeLine => ({
  name: '甲',
  unit: '杜热村团支部',
  ...(step ? { step } : {}),
  ...(post ? { post } : {}),
});

describe('what a notice says', () => {
  it('is told by the step of its cases, for every step of every law that asks for a notice', () => {
    const steps = [
      ...Object.values(packs).flatMap((pack) => pack.steps),
      ...Object.values(overlays).flatMap(({ insert }) => insert.map(({ step }) => step)),
    ].filter(({ acts }) => acts.includes('postNotice'));
    expect(steps.map(({ id }) => id).sort()).toEqual(['A13N', 'A3N', 'A8', 'C7', 'R4']);
    const titles = steps.map(({ id }) => noticeTitle([line(id), line(id)]).zh);
    expect(new Set(titles).size).toBe(5);
    expect(titles).not.toContain('公示');
  });

  it('names nobody a future member who is to be appointed, and says for which post', () => {
    const { opening, names } = noticeWords(sheet(line('C7', '杜热镇团委副书记')), 'office');
    expect(opening).toContain('任职前公示');
    expect(opening).not.toContain('发展对象');
    expect(names).toEqual(['甲（杜热村团支部，拟任杜热镇团委副书记）']);
    expect(noticeWords(sheet(line('A8')), 'office')).toMatchObject({
      opening: expect.stringContaining('拟将下列同志列为发展对象'),
      names: ['甲（杜热村团支部）'],
    });
  });

  it('stays general where its cases stand in different steps, or in none that it knows', () => {
    expect(noticeTitle([line('A8'), line('C7')]).zh).toBe('公示');
    expect(noticeTitle([line()]).zh).toBe('公示');
  });

  it('of an end that waits for a year gives no day on which it ends', () => {
    const waits = noticeWords(
      { ...sheet(line('A8')), postedOn: '2026-12-28', end: '2027-01-04', provisional: true, unknownYear: '2027' },
      'office',
    );
    expect(waits.period).toBe(
      '公示期：2026年12月28日起，不早于2027年1月4日 24:00止（2027年放假通知尚未录入，录入后确定截止日，在此之前不期满）。',
    );
    expect(noticeWords({ ...sheet(line('A8')), provisional: true }, 'office').period).toContain('至2026年12月4日 24:00止（放假通知未公布');
  });

  it('sends nobody to the web for a notice that hangs inside', () => {
    const how = (way: 'code' | 'portal' | 'office') => noticeWords(sheet(line('A8')), way).how;
    expect([how('code'), how('portal')]).toEqual([expect.stringContaining('扫码'), expect.stringContaining('正在公示')]);
    expect(how('office')).toBe('公示期内有异议的，可以署名或不署名向本单位或上一级团委反映。');
  });
});
