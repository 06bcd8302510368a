import { investigationPage } from './investigation-page';
import { openapiPage } from './openapi-page';
import { admissionPage, occasionsPage } from './procedure-page';
import { rulesPage } from './rules-page';

/** Every generated file of docs/, by its path from the root. */
export const generate = async (): Promise<Record<string, string>> => ({
  'docs/rules-to-verify.md': rulesPage(),
  'docs/procedures/admission.md': admissionPage(),
  'docs/procedures/investigation.md': investigationPage(),
  'docs/procedures/occasions.md': occasionsPage(),
  'docs/openapi.json': await openapiPage(),
});
