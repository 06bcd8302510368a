import '../../i18n/areas/factor';
import '../../i18n/areas/law';
import '../../i18n/areas/queue';
import '../../i18n/areas/reach';
import '../../i18n/areas/work';

export { Account } from './account';
export { Activate } from './activate';
export { Messages } from './messages';
export { SignIn } from './sign-in';
