export { Applied } from './applied';
export { Apply } from './apply';
export { OwnFile } from './own-file';
