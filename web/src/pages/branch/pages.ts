import '../../i18n/areas/ballots';
import '../../i18n/areas/law';
import '../../i18n/areas/queue';
import '../../i18n/areas/reach';
import '../../i18n/areas/select';
import '../../i18n/areas/work';

export { Cases } from './cases';
export { Inbox } from './inbox';
export { NewCeremony } from './new-ceremony';
export { NewDecision } from './new-decision';
export { NewMeeting } from './new-meeting';
export { NewNotice } from './new-notice';
export { NewSession } from './new-session';
export { OccasionPage } from './occasion-page';
export { Occasions } from './occasions';
export { Search } from './search';
