import '../../i18n/areas/law';
import '../../i18n/areas/reach';
import '../../i18n/areas/work';

export { Numbers } from './numbers';
export { Quota } from './quota';
