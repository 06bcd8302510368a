export { Applied } from './applied';
export { Apply } from './apply';
