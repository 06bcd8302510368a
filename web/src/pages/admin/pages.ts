import '../../i18n/areas/audit';
import '../../i18n/areas/law';
import '../../i18n/areas/reach';
import '../../i18n/areas/select';
import '../../i18n/areas/work';

export { Leaves } from './leaves';
export { Organisations } from './organisations';
export { People } from './people';
export { PersonPage } from './person-page';
export { Roles } from './roles';
