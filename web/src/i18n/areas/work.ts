import { addChinese } from '..';
import { work } from '../zh/work';

addChinese(work);
