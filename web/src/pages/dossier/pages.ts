import '../../i18n/areas/dossier';
import '../../i18n/areas/law';
import '../../i18n/areas/work';
import '../../ui/styles/audit.css';

export { DossierPage } from './dossier';
export { TeamsPage } from './teams';
