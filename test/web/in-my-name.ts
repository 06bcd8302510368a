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
      for (const box of await page.locator('main form input[type=checkbox]').all()) await box.check();
      await press(`/api/cases/${id}/commands`);
    });
    expect(await office.ended(id)).toBe('withdrawn');
    expect(seen.complaints).toEqual([]);
  }, 60_000);
};
