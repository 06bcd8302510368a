import { places } from '../../demo/columns';
import { runDemo } from '../harness/run-demo';

describe('npm run demo', () => {
  it('tells the fifteen steps in order, each with day, actor, clause and what comes next, and one refusal with its earliest day', async () => {
    const { code, lines } = await runDemo();
    expect({ code, end: lines.slice(-4) }).toMatchObject({ code: 0 });
    const told = lines.flatMap((line, index) =>
      /^(A\d+|拒绝) /.test(line) ? [{ line, after: lines.slice(index + 1, index + 5).join('\n') }] : [],
    );
    expect(told.map(({ line }) => line.split(' ')[0])).toEqual([
      'A1',
      'A2',
      'A3',
      'A4',
      '拒绝',
      ...Array.from({ length: 11 }, (_, index) => `A${index + 5}`),
    ]);
    const days = told.map(({ line }) => /\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? '');
    expect(days).toEqual([...days].sort());
    for (const { line, after } of told) {
      // Columns begin at the same place in every line, full-width characters counted as two.
      const [, label = '', day = '', who = ''] = /^(\S+\s+)(\S+\s+)(\S+ \S+\s+)/.exec(line) ?? [];
      expect([places(label), places(day), places(who)]).toEqual([6, 14, 40]);
      if (label.startsWith('A')) expect(after).toMatch(/依据 《.+》.*\n.*[A-Z].*\n.*下一步/);
    }
    const refused = told.find(({ line }) => line.startsWith('拒绝'));
    const assessed = told.find(({ line }) => line.startsWith('A5 '));
    const earliest = /最早合法日 (\S+)/.exec(refused?.after ?? '')?.[1] ?? '';
    expect(earliest > (/\d{4}-\d\d-\d\d/.exec(refused?.line ?? '')?.[0] ?? '')).toBe(true);
    expect(assessed?.line.includes(earliest) || (assessed?.line ?? '') > earliest).toBe(true);
    expect(lines.join('\n')).toMatch(/完成: .*团员证 T\d+/);
    expect(lines.join('\n')).not.toMatch(/WARN|ERROR/);
  }, 240_000);
});
