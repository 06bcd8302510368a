import { addChinese } from '..';
import { reach } from '../zh/reach';

addChinese(reach);
