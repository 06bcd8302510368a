export { procedureRun } from './runner';
