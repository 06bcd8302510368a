export { CaseInspection } from './case-inspection';
export { Complaints } from './complaints';
export { InspectionDesk } from './desk';
export { Objections } from './objections';
export { InspectionOffice } from './office';
