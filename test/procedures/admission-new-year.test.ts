import type { Entry } from '../../domain/occasions/tell';
import { enterNotice } from '../../records/calendars';
import { transaction } from '../../records/database';
import { deeds } from '../harness/given';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

const posted = async () => {
  const product = await startProduct({ from: '2026-12-28T09:00:00+08:00' });
  const office = await anOffice(product);
  await office.holds(office.people.administrator, office.county.id, 'system-administrator');
  const { id } = await bringIn(office, 'A8', { more: [deeds.consent('publication', '2026-04-17')] });
  const notice = await walk(office).post([id]);
  const entry = async (): Promise<Entry | undefined> =>
    ((await office.state(notice)).book as unknown as { entries: Record<string, Entry> }).entries[id];
  return { product, office, id, notice, entry };
};

const enter = ({ database, clock }: Product, office: Office): Promise<number> =>
  transaction(database.pool, async (client) =>
    enterNotice(
      client,
      {
        region: 'CN',
        year: 2027,
        title: '关于2027年部分节假日安排的通知 (测试)',
        certainty: 'to be verified',
        off: [{ name: '元旦', days: ['2027-01-01'] }],
        work: [],
      },
      office.people.administrator,
      await clock.now(),
    ),
  );

describe('a notice into a year whose calendar is not known', () => {
  it('does not end, however late, before the year is entered; who enters it is told once', async () => {
    const { product, office, id, notice, entry } = await posted();
    try {
      const { pool } = product.database;
      const told = async () =>
        (await pool.query<{ person_id: string; body: unknown }>(`SELECT person_id, body FROM message WHERE kind = 'calendar-missing'`))
          .rows;
      const { administrator, officer, secretary } = office.people;
      const once = [administrator, officer, secretary].map((person_id) => ({ person_id, body: { year: '2027' } }));
      expect(await entry()).toMatchObject({ end: '2027-01-04', provisional: true, unknownYear: '2027' });
      await eventually('they are told', async () => (await told()).length > 0);
      const next = await bringIn(office, 'A8', { more: [deeds.consent('publication', '2026-04-17')] });
      await walk(office).post([next.id]);
      expect(await told()).toEqual(expect.arrayContaining(once));
      expect(await told()).toHaveLength(3);
      await office.moveTo('2027-01-11');
      expect([await office.steps(id), await office.steps(notice)]).toEqual([['A8'], ['O1']]);
      await enter(product, office);
      await office.at(id, 'A9');
      expect((await office.state(id)).book.notice).toMatchObject({ postedOn: '2026-12-28', completedOn: '2027-01-11' });
      expect(await office.ended(notice)).toBe('completed');
      // A form of last year, brought in now, whose year has no plan here: that is a finding, and what followed the form is not lost.
      await pool.query(`UPDATE quota_line SET year = 2000 WHERE year = 2026`);
      const brought = await bringIn(office, 'A13');
      expect(brought.findings).toContainEqual({ seq: expect.any(Number), code: 'no-quota-line', clause: 'admission.quota' });
      expect((await office.state(brought.id)).book).toMatchObject({
        number: brought.number,
        resolvedOn: expect.any(String),
        place: { year: 2026 },
      });
    } finally {
      await product.stop();
    }
  });

  it('is lengthened by the holiday notice that comes meanwhile, for the sheet and for its case', async () => {
    const { product, office, id, notice, entry } = await posted();
    try {
      const law = (await office.state(id)).statute;
      await enter(product, office);
      await eventually('the sheet is recounted', async () => (await entry())?.end === '2027-01-05');
      expect(await entry()).toMatchObject({ provisional: false });
      await eventually('the case follows', async () => (await office.state(id)).statute !== law);
      await office.moveTo('2027-01-05');
      expect(await office.steps(id)).toEqual(['A8']);
      await office.moveTo('2027-01-06');
      await office.at(id, 'A9');
      expect(await office.ended(notice)).toBe('completed');
    } finally {
      await product.stop();
    }
  });
});
