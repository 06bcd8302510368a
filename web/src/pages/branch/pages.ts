export { Cases } from './cases';
export { Inbox } from './inbox';
export { NewCeremony } from './new-ceremony';
export { NewMeeting } from './new-meeting';
export { NewNotice } from './new-notice';
export { NewSession } from './new-session';
export { OccasionPage } from './occasion-page';
export { Occasions } from './occasions';
