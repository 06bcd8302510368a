import { randomUUID } from 'node:crypto';
import type { ActRequest } from '../../dispatch/desk';
import { addDays } from '../../domain/calendar/day';
import { migrate } from '../../records/migrate';
import type { TestDatabase } from '../harness/database';
import type { Office } from '../harness/office';
import { type OwnServer, startPostgres } from '../harness/servers';

/** A migrated Postgres that the test may kill. */
export const startOwnDatabase = async (): Promise<{ server: OwnServer; database: TestDatabase }> => {
  const server = await startPostgres();
  await migrate(server.address, () => undefined);
  return { server, database: { url: server.address, drop: () => server.stop() } };
};

/** An applicant whose paper past ends before the pre-review, as an opening request of the committee's officer; `paper` uploads one for the officer. */
export const paperPast = async (
  { people, branch, today }: Office,
  subject: string,
  paper: (kind: string) => Promise<string>,
): Promise<{ procedure: 'admission'; unit: string; subject: string; act: ActRequest; past: (ActRequest & { on: string })[] }> => {
  const now = await today();
  const day = (ago: number): string => addDays(now, -ago);
  const act = async (
    on: string,
    kind: string,
    body: Record<string, unknown>,
    kinds: string[] = [],
    rest: Partial<ActRequest> = { actor: people.secretary },
  ): Promise<ActRequest & { on: string }> => ({ kind, on, body, papers: await Promise.all(kinds.map(paper)), ...rest });
  const hours = Array.from({ length: 8 }, (_, index) => ({
    id: randomUUID(),
    on: day(150 - index),
    topic: '团章',
    witness: people.contact,
    units: 1,
  }));
  return {
    procedure: 'admission',
    unit: branch.id,
    subject,
    act: await act(day(200), 'apply', { privacyVersion: '1' }, ['application'], { actor: subject }),
    past: [
      await act(day(190), 'recordTalk', { conclusion: 'positive' }, ['talk-record']),
      await act(day(185), 'nominateActivist', { by: 'members' }),
      await act(day(180), 'decideActivist', { chosen: true, body: 'committee' }, ['activist-resolution']),
      await act(day(175), 'fileActivist', { result: 'filed' }, [], { actor: people.officer }),
      await act(day(170), 'appointContacts', { contacts: [people.contact] }),
      await act(day(140), 'recordHours', { hours }),
      await act(day(100), 'recordVolunteer', { registered: true, hours: 24 }),
      await act(day(40), 'assessCultivation', { suitable: true }, ['observation-form'], { actor: people.contact }),
      await act(day(30), 'recommend', { recommended: true }, ['recommendation-resolution', 'opinions']),
    ],
  };
};
