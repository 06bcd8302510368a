import { runDemo } from '../harness/run-demo';

describe('npm run demo -- selection', () => {
  it('tells every stage in order, the verdict before each, what is refused, who is vetoed, and ends with the record', async () => {
    const { code, lines } = await runDemo('selection');
    expect({ code, end: lines.slice(-4) }).toMatchObject({ code: 0 });
    const told = lines.filter((line) => /^([KC]\d+|拒绝|否决) /.test(line));
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      ...['拒绝', 'K0', '拒绝', 'K1', 'K2', 'K3', '否决', 'C3', '拒绝', 'C4', 'C5', 'C6', 'C7', 'C8', '拒绝', 'C9', 'K10'],
    ]);
    const days = told.map((line) => /\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? '');
    expect(days).toEqual([...days].sort());
    const said = lines.join('\n');
    for (const refusal of ['out-of-step', 'forbidden', 'musts-missing', 'too-early']) expect(said).toContain(`Refused (${refusal})`);
    // A year of probation, told from the appointment.
    const [appointed, assessed] = ['C8', 'C9'].map((step) => days[told.findIndex((line) => line.startsWith(`${step} `))] ?? '');
    expect(Number(assessed?.slice(0, 4)) - Number(appointed?.slice(0, 4))).toBe(1);
    expect(told.find((line) => line.startsWith('否决'))).toContain('纪检人员');
    expect(said).toMatch(/完成: .*1 人/);
    expect(said).not.toMatch(/WARN|ERROR/);
  }, 240_000);

  it('knows no other story', async () => {
    const { code, lines } = await runDemo('coronation');
    expect(code).not.toBe(0);
    expect(lines.join('\n')).toContain('npm run demo [-- admission | selection]');
  }, 60_000);
});
