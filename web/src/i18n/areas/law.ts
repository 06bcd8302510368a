import { addChinese } from '..';
import { law } from '../zh/law';

addChinese(law);
