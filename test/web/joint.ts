import { atVote } from './at-vote';
import { axe, type Site, settled } from './browser';

/** A class without members: the general branch above finds its case, calls the class next door in, and the minutes say who voted. */
export const jointBranch = (given: () => Site): void => {
  it('a general branch convenes a joint branch for a class without members', async () => {
    const { office, visit } = given();
    const grade = await office.org('高二年级团总支', 'general-branch', office.town);
    const fresh = await office.org('高二（1）班团支部', 'branch', grade);
    const full = await office.org('高二（2）班团支部', 'branch', grade);
    const dean = await office.person('总支书记', grade.id);
    await office.holds(dean, grade.id, 'branch-secretary');
    const classmates = ['同学甲', '同学乙', '同学丙'];
    for (const name of classmates) await office.person(name, full.id);
    const { id } = await office.apply({ name: '新班学生', unit: fresh.id });
    await atVote(given(), id);

    const { page, complaints } = await visit(dean);
    await page.goto(`/cases/${id}`);
    await page.getByText('本支部团员人数不足，由上级代办支部事项：高二年级团总支、库额尔齐斯镇团委').waitFor();
    await page.goto('/new/meeting');
    await page.getByRole('radio', { name: '接收新团员（联合支部大会）' }).waitFor();
    await page.getByRole('checkbox', { name: '新班学生 · 高二（1）班团支部' }).check();
    await page.getByRole('checkbox', { name: '高二（2）班团支部', exact: true }).check();
    expect(await page.getByRole('checkbox', { name: '高二（1）班团支部', exact: true }).isChecked()).toBe(true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '召集会议' }).click();
    await page.getByText('联合支部大会：高二（1）班团支部、高二（2）班团支部').waitFor();
    for (const name of classmates) await page.getByRole('checkbox', { name, exact: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: '总支书记', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: '全部到会' }).click();
    await page.getByLabel('主持人').selectOption({ label: '同学甲' });
    await page.getByRole('button', { name: '确认到会名单' }).click();
    await page.getByRole('heading', { name: '表决：新班学生' }).waitFor();
    await page.getByLabel('赞成').fill('3');
    await page.getByLabel('反对').fill('0');
    await page.getByLabel('弃权').fill('0');
    await page.getByRole('button', { name: '记录表决结果' }).click();
    await page.getByRole('heading', { name: '联合支部大会记录' }).waitFor({ state: 'attached' });
    await settled(page);
    expect(await page.locator('.sheet').textContent()).toContain('联合的支部：高二（1）班团支部、高二（2）班团支部');
    expect(complaints).toEqual([]);
  }, 60_000);
};
