export { ActPage } from './act-page';
export { CasePage } from './case-page';
export { Certificate } from './certificate';
