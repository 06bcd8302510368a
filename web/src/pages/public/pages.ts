import '../../i18n/areas/law';
import '../../i18n/areas/work';

export { CheckCertificate } from './check-certificate';
export { Complaint } from './complaint';
export { FollowObjection } from './follow';
export { FollowComplaint } from './follow-complaint';
export { Guardian } from './guardian';
export { LawfulEnd } from './lawful-end';
export { Notices } from './notices';
export { Objection } from './objection';
export { Procedure } from './procedure';
