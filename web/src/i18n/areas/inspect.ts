import { addChinese } from '..';
import { inspect } from '../zh/inspect';

addChinese(inspect);
