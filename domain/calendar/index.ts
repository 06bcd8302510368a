export * from './calendar';
export * from './day';
export { calendarOf, Notice } from './notice';
export { SEED_NOTICES, seedCalendar } from './seed';
export * from './workdays';
