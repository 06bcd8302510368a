import { z } from 'zod';
import { actsOf } from '../domain/case/acts';
import { commonActs } from '../domain/case/common';
import { SEAT_NAMES } from '../domain/case/explain';
import type { Act, Procedure } from '../domain/case/procedure';
import type { Seat, Span, Step } from '../domain/case/step';
import { cite } from '../domain/law/clause';
import type { Pack } from '../domain/law/pack';
import { packs, procedureOf } from '../domain/procedures';
import { code, generated, page, table } from './markdown';

export type AnyAct = Act<unknown, never, never>;

const seatsOf = (seats: readonly Seat[]): string => seats.map((seat) => `${SEAT_NAMES[seat].zh} \`${seat}\``).join(', ');

const VIA: Readonly<Record<AnyAct['via'][number], string>> = {
  person: 'a person, over the API',
  occasion: 'a notice, meeting, session or ceremony',
  system: "the system's own watch",
  recovery: 'an operator with the recovery key',
};

const span = (pack: Pack, { from, figure }: Span): string => {
  const found = pack.figures[figure];
  return `${JSON.stringify(found?.value)} ${found?.unit} from ${from.startsWith('book.') ? `\`${from}\`` : from} (\`${figure}\`)`;
};

const citationIn = (pack: Pack, id: string): string => {
  const clause = pack.clauses.find((one) => one.id === id);
  return clause ? cite(clause) : id;
};

export const stepRow = (pack: Pack, step: Step): string[] => [
  `**${step.id}** ${step.title.zh} ${step.title.en}`,
  seatsOf([step.seat]),
  code(step.acts),
  Object.entries(step.papers)
    .map(([act, kinds]) => `${act}: ${code(kinds)}`)
    .join('; '),
  step.consent ? `\`${step.consent}\`` : '',
  step.notBefore.map((one) => span(pack, one)).join('; '),
  step.due ? span(pack, step.due) : '',
  [
    step.then.length > 0 ? `→ ${step.then.join(', ')}` : '',
    step.when ? `only when \`${step.when.book}\` is ${String(step.when.is)}` : '',
    step.back ? `back: ${step.back}` : '',
  ]
    .filter(Boolean)
    .join('; '),
  step.signOff
    ? `${span(pack, { from: 'done', figure: step.signOff.due })}${step.signOff.vetoTo ? `; veto → ${step.signOff.vetoTo}` : ''}${step.signOff.when ? `; only when \`${step.signOff.when.book}\` is ${String(step.signOff.when.is)}` : ''}`
    : '',
  citationIn(pack, step.clause),
];

const STEP_HEAD = ['step', 'waits for', 'acts', 'papers', 'consent', 'not before', 'due', 'leads to', 'verdict', 'clause'];

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const typeOf = (schema: Schema): string => {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.type === 'array' && schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.type === 'object' && schema.properties) return `{ ${fieldsOf(schema).join(', ')} }`;
  if (schema.type === 'integer' && schema.minimum !== undefined && (schema.maximum ?? Number.MAX_SAFE_INTEGER) < Number.MAX_SAFE_INTEGER)
    return `${schema.minimum} to ${schema.maximum}`;
  return schema.format ?? schema.type ?? 'anything';
};

const fieldsOf = (schema: Schema): string[] =>
  Object.entries(schema.properties ?? {}).map(
    ([name, field]) => `\`${name}\`${schema.required?.includes(name) ? '' : '?'}: ${typeOf(field)}`,
  );

const payload = (act: AnyAct): string => {
  const schema = z.toJSONSchema(act.body, { unrepresentable: 'any', io: 'input' }) as Schema;
  const fields = fieldsOf(schema);
  return fields.length === 0 ? 'none' : fields.join('; ');
};

const levels = (signs: NonNullable<AnyAct['signs']>): string =>
  typeof signs === 'string'
    ? `\`${signs}\``
    : Object.entries(signs)
        .map(([seat, level]) => `\`${level}\` (as ${SEAT_NAMES[seat as Seat].en})`)
        .join(' or ');

export const described = (procedure: Procedure, act: AnyAct): string => {
  const rest = [
    act.anywhere ? 'In any step.' : '',
    act.phases && act.phases.join() !== 'open' ? `While the case is ${act.phases.join(', ')}.` : '',
    act.signs ? `Signs at the level ${levels(act.signs)}: the same person may not sign at two levels of one case.` : '',
    act.evidence ? 'Rests on what the office looks up on its day.' : '',
    procedure.openings.includes(act.kind) ? 'Opens it.' : '',
  ].filter(Boolean);
  return [
    `#### \`${act.kind}\` ${act.title.zh} · ${act.title.en}`,
    [
      `- Payload: ${payload(act)}`,
      `- Who may: ${seatsOf(act.seats)}; given by ${act.via.map((way) => VIA[way]).join(' or ')}`,
      `- Effect: the fact \`${act.fact}\``,
      ...(rest.length > 0 ? [`- ${rest.join(' ')}`] : []),
    ].join('\n'),
  ].join('\n\n');
};

export const REFUSALS =
  'What refuses an act is not in these tables: order, day, consent, papers, four eyes and the own rule of each act are asked by `judge`, and the answer names code, clause, earliest day and remedy. `POST /api/cases/{id}/judge` asks without doing anything.';

/** docs/procedures/<name>.md, one for each procedure whose subject is a case. */
export const casePages = (): Record<string, string> =>
  Object.fromEntries(
    Object.values(packs)
      .filter(({ procedure }) => procedureOf(procedure).subject === 'case')
      .map((pack) => [`docs/procedures/${pack.procedure}.md`, casePage(pack)]),
  );

const casePage = (pack: Pack): string => {
  const procedure = procedureOf(pack.procedure);
  const titles = pack.stages ?? {};
  const stages = [...new Set(pack.steps.map(({ stage }) => stage))].map((id) =>
    [
      `### ${titles[id]?.zh ?? id} · ${titles[id]?.en ?? id}`,
      table(
        STEP_HEAD,
        pack.steps.filter((step) => step.stage === id).map((step) => stepRow(pack, step)),
      ),
    ].join('\n\n'),
  );
  const own = Object.values(procedure.acts) as unknown as AnyAct[];
  const common = Object.values(commonActs).filter(({ kind }) => !procedure.without?.includes(kind) && !procedure.acts[kind]);
  return page(
    generated(`domain/law/packs and domain/procedures/${pack.procedure}`),
    `# ${procedure.title.zh} · ${procedure.title.en}`,
    `Pack \`${pack.id}\`, edition \`${pack.edition}\`. Figures: [rules-to-verify.md](../rules-to-verify.md). Occasions: [occasions.md](occasions.md). The same tables at runtime: \`GET /api/procedures/${pack.procedure}\`.`,
    '## 步骤 · Steps',
    ...(pack.steps.some((step) => step.signOff)
      ? [
          'A step with a verdict is *acting*, then *awaiting the inspector*, then *closed*: what was done waits, and only the inspector’s pass closes it. A veto ends the case; once a body has decided, it leads back to that body.',
        ]
      : []),
    ...stages,
    '## 操作 · Acts',
    REFUSALS,
    ...own.map((act) => described(procedure, act)),
    '## 任何时候都可以办的 · Acts that every case knows',
    ...common.map((act) => described(procedure, act as unknown as AnyAct)),
  );
};

/** docs/procedures/occasions.md */
export const occasionsPage = (): string => {
  const parts = Object.keys(packs)
    .map(procedureOf)
    .filter((procedure) => procedure.subject === 'occasion')
    .map((procedure) =>
      [
        `## ${procedure.title.zh} · ${procedure.title.en} (\`${procedure.name}\`)`,
        ...actsOf(procedure).map((act) => described(procedure, act)),
      ].join('\n\n'),
    );
  return page(
    generated('domain/occasions'),
    '# 公示、会议、批次、仪式 · Occasions',
    'What happens to many cases at once has one date, one roster, one paper and a result per person. An occasion is opened with `POST /api/occasions`; every further act on it goes to `POST /api/cases/{id}/commands` with the id of the occasion. It speaks to its cases one after the other, and each case judges for itself.',
    REFUSALS,
    ...parts,
  );
};
