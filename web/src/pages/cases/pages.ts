export { ActPage } from './act-page';
export { CasePage } from './case-page';
