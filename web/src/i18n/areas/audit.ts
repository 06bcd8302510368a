import { addChinese } from '..';
import { audit } from '../zh/audit';

addChinese(audit);
