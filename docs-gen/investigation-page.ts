import { INVESTIGATION_STAGES, investigationPack } from '../domain/law/packs/investigation';
import { procedureOf } from '../domain/procedures';
import { generated, page, table } from './markdown';
import { type AnyAct, described, REFUSALS, STEP_HEAD, stepRow } from './procedure-page';

/** docs/procedures/investigation.md */
export const investigationPage = (): string => {
  const investigation = procedureOf('investigation');
  const stages = Object.entries(INVESTIGATION_STAGES).map(([id, title]) =>
    [
      `### ${title.zh} · ${title.en}`,
      table(
        STEP_HEAD,
        investigationPack.steps.filter(({ stage }) => stage === id).map((step) => stepRow(investigationPack, step)),
      ),
    ].join('\n\n'),
  );
  return page(
    generated('domain/law/packs/investigation.ts and domain/procedures/investigation'),
    `# ${investigation.title.zh} · ${investigation.title.en}`,
    `Pack \`${investigationPack.id}\`, edition \`${investigationPack.edition}\`. Who reads it, what opens it and what others see: [inspection.md](../inspection.md). The same tables at runtime: \`GET /api/procedures/investigation\`.`,
    '## 步骤 · Steps',
    ...stages,
    '## 操作 · Acts',
    REFUSALS,
    ...(Object.values(investigation.acts) as unknown as AnyAct[]).map((act) => described(investigation, act)),
  );
};
