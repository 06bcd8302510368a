import '../../ui/styles/audit.css';

export { Board } from './board';
export { CalendarPage } from './calendar';
export { EvidencePage } from './evidence';
export { Packs } from './packs';
