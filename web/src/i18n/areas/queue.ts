import { addChinese } from '..';
import { queue } from '../zh/queue';

addChinese(queue);
