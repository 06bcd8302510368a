import { addChinese } from '..';
import { select } from '../zh/select';

addChinese(select);
