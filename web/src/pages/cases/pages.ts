import '../../i18n/areas/law';
import '../../i18n/areas/select';
import '../../i18n/areas/work';

export { ActPage } from './act-page';
export { CasePage } from './case-page';
export { Certificate } from './certificate';
