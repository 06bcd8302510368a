import { axe, type Site, settled } from './browser';
import { sit } from './seat';

/** A withdrawal that a secretary recorded: whoever it ends for reads what waits and until when, contests it or confirms it. */
export const inMyName = (given: () => Site): void => {
  const recorded = async () => {
    const { office } = given();
    const { id, subject } = await office.apply({ name: '被代录' });
    await office.act(office.people.secretary, id, 'withdraw', { actor: subject, kinds: ['statement'] });
    const until = (await office.state(id)).ending?.until ?? '';
    return { office, id, subject, until };
  };

  it('reads in the portal what waits in his name, contests it, and reads that it waits for the finding', async () => {
    const { office, id, subject, until } = await recorded();
    const seen = await given().visit(subject);
    const { page, telling, press } = sit(seen, 'zh');
    await telling('the withdrawal in his name', async () => {
      await page.goto(`/cases/${id}`);
      const waits = page.getByRole('region', { name: '有人代录了“已撤回”，尚未生效' });
      await waits.getByText(`到 ${until} 24:00 没有提出异议的，自动生效`).waitFor();
      await settled(page);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await waits.getByRole('link', { name: '这不是我办的' }).click();
      await page.getByRole('heading', { name: '对代录提出异议', level: 1 }).waitFor();
      await press(`/api/cases/${id}/commands`);
      await page.waitForURL(`**/cases/${id}`);
      await page.getByText('已提出异议，等待团委组织干事的处理结论').waitFor();
    });
    expect(await office.state(id)).toMatchObject({ phase: 'held', hold: { by: 'contest:2' } });
    expect(seen.complaints).toEqual([]);
  }, 60_000);

  it('is offered to contest what can still be undone, and nothing else that was recorded for him', async () => {
    const { office } = given();
    const { id, subject } = await office.apply({ name: '可异议' });
    await office.act(office.people.secretary, id, 'giveConsent', {
      actor: subject,
      body: { consent: 'publication', version: '2026-01' },
      kinds: ['statement'],
    });
    const { page } = sit(await given().visit(subject), 'zh');
    await page.goto(`/cases/${id}`);
    const offered = page.getByRole('link', { name: '这不是我办的' });
    await offered.first().waitFor();
    await given().http.post(subject, `/api/cases/${id}/commands`, { kind: 'contestAct', body: { seq: 2 } });
    await office.act(office.people.officer, id, 'settleContest', { body: { stands: true, seq: 2 }, kinds: ['reason'] });
    await page.reload();
    await settled(page);
    await page.getByText('处理代录异议').first().waitFor();
    expect(await offered.count()).toBe(0);
  }, 60_000);

  it('in English too; confirmed, it takes effect at once', async () => {
    const { office, id, subject, until } = await recorded();
    const seen = await given().visit(subject, { language: 'en' });
    const { page, telling, press } = sit(seen, 'en');
    await telling('the confirmation', async () => {
      await page.goto(`/cases/${id}`);
      const waits = page.getByRole('region', { name: 'Recorded in your name, not in effect yet: Withdrawn' });
      await waits.getByText(`If nobody contests it by ${until} 24:00`).waitFor();
      await waits.getByRole('link', { name: 'It was me, I confirm' }).click();
      await page.getByRole('heading', { name: 'Withdraw', level: 1 }).waitFor();
      await page.getByRole('checkbox', { name: 'I withdraw my application' }).check();
      await press(`/api/cases/${id}/commands`);
    });
    expect(await office.ended(id)).toBe('withdrawn');
    expect(seen.complaints).toEqual([]);
  }, 60_000);
};
