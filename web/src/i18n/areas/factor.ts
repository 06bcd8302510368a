import { addChinese } from '..';
import { factor } from '../zh/factor';

addChinese(factor);
