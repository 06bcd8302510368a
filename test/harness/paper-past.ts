import { randomUUID } from 'node:crypto';
import type { ActRequest } from '../../dispatch/desk';
import { cameTo, type Deed, who } from './given';
import { another, type Office } from './office';

let forms = 100;

/** A case begun on paper and brought in: it stands at the step, with the dated past of `cameTo` (2026-01-12 to 2026-05-13). */
export const bringIn = async (
  office: Office,
  step: string,
  {
    unit = office.branch.id,
    birth = '2010-03-01',
    name = another('补录'),
    more = [],
    past: given,
  }: { unit?: string; birth?: string; name?: string; more?: readonly Deed[]; past?: readonly Deed[] } = {},
) => {
  const { people, paper, desk } = office;
  const subject = await office.person(name, unit, { birth, member: false });
  forms += 1;
  const number = `20266500${String(forms).padStart(4, '0')}`;
  const real: Readonly<Record<string, string>> = {
    [who('contact')]: people.contact,
    [who('teacher')]: people.contact,
    [who('first')]: people.introducer,
    [who('second')]: people.introducer2,
    '202665000001': number,
  };
  const actors: Readonly<Record<string, string>> = {
    contact: people.contact,
    'branch-secretary': unit === office.branch.id ? people.secretary : people.otherSecretary,
    'committee-officer': people.officer,
    'committee-approver': people.approver1,
    applicant: subject,
  };
  const body = (deed: Deed): Record<string, unknown> =>
    JSON.parse(Object.entries(real).reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(deed.body ?? {}))) as Record<
      string,
      unknown
    >;
  const seatOf: Readonly<Record<string, string>> = {
    giveConsent: 'applicant',
    fillForm: 'applicant',
    fileActivist: 'committee-officer',
    preReview: 'committee-officer',
    assessCultivation: 'contact',
    decideApproval: 'committee-approver',
  };
  const requests: ActRequest[] = [];
  for (const deed of given ?? [...cameTo(step), ...more]) {
    const seat = deed.kind === 'apply' ? undefined : (seatOf[deed.kind] ?? 'branch-secretary');
    requests.push({
      kind: deed.kind,
      on: deed.on,
      body: body(deed),
      papers: await Promise.all((deed.papers ?? []).map((kind) => paper(people.officer, kind))),
      ...(deed.kind === 'preReview' ? { number } : {}),
      actor: seat ? actors[seat] : subject,
    });
  }
  const [first, ...past] = requests;
  if (!first) throw new Error('a case begins with its application');
  const opened = await desk.open(
    await office.who(people.officer),
    { procedure: 'admission', unit, subject, act: first, past },
    randomUUID(),
  );
  return { ...opened, subject, number };
};
