import '../../ui/styles/audit.css';

export { DossierPage } from './dossier';
export { TeamsPage } from './teams';
