export { Numbers } from './numbers';
export { Quota } from './quota';
