import { randomUUID } from 'node:crypto';
import type { Office } from './office';

/** The acts of an annulment at the township committee, one by one. */
export const annulling = (office: Office) => {
  const { people, act, desk, who, request } = office;
  const open = async (target: string, by = people.officer) => {
    const opening = await request(by, 'openAnnulment', { kinds: ['annulment-finding'], body: { target, ground: 'falsified' } });
    return (await desk.openAfter(await who(by), { procedure: 'annulment', act: opening }, randomUUID())).id;
  };
  const hear = (id: string) => act(people.officer, id, 'recordHearing', { kinds: ['hearing-record'], body: { how: 'in-person' } });
  const conclude = (id: string, person: string) =>
    act(people.officer, id, 'concludeExamination', {
      kinds: ['examination-report'],
      body: { proposes: 'annul', responsible: [{ person, measure: 'league-punishment' }] },
    });
  const file = (id: string) => act(people.countyOfficer, id, 'fileAnnulment', { kinds: ['filing-receipt'] });
  const tell = (id: string) => act(people.officer, id, 'deliverAnnulment', { kinds: ['annulment-notice'] });
  const effect = (id: string) => act(people.officer, id, 'giveEffect', { kinds: ['effect-record'] });
  return { open, hear, conclude, file, tell, effect };
};
