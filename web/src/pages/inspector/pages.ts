import '../../i18n/areas/factor';
import '../../i18n/areas/inspect';
import '../../i18n/areas/law';
import '../../i18n/areas/work';

export { CaseInspection } from './case-inspection';
export { Complaints } from './complaints';
export { InspectionDesk } from './desk';
export { Objections } from './objections';
export { InspectionOffice } from './office';
