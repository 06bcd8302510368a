import '../../i18n/areas/law';
import '../../i18n/areas/reach';
import '../../i18n/areas/work';

export { Applied } from './applied';
export { Apply } from './apply';
export { OwnFile } from './own-file';
