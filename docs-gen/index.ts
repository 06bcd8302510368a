import { openapiPage } from './openapi-page';
import { casePages, occasionsPage } from './procedure-page';
import { rulesPage } from './rules-page';

/** Every generated file of docs/, by its path from the root. */
export const generate = async (): Promise<Record<string, string>> => ({
  'docs/rules-to-verify.md': rulesPage(),
  ...casePages(),
  'docs/procedures/occasions.md': occasionsPage(),
  'docs/openapi.json': await openapiPage(),
});
