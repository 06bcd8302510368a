export { CaseInspection } from './case-inspection';
export { InspectionDesk } from './desk';
export { Objections } from './objections';
export { InspectionOffice } from './office';
