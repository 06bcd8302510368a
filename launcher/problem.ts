export { Problem } from '../config/problem';

export type Log = (line: string) => void;
