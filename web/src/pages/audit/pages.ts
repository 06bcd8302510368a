import '../../ui/styles/audit.css';

export { Board } from './board';
export { CalendarPage } from './calendar';
export { EvidencePage } from './evidence';
export { OutboxPage } from './outbox';
export { Packs } from './packs';
export { Reports } from './reports';
