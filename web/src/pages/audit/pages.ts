import '../../i18n/areas/audit';
import '../../i18n/areas/inspect';
import '../../i18n/areas/law';
import '../../i18n/areas/reach';
import '../../i18n/areas/work';
import '../../ui/styles/audit.css';

export { Board } from './board';
export { CalendarPage } from './calendar';
export { EvidencePage } from './evidence';
export { OutboxPage } from './outbox';
export { Packs } from './packs';
export { Reports } from './reports';
