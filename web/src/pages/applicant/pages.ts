export { Apply } from './apply';
