import { addChinese } from '..';
import { ballots } from '../zh/ballots';

addChinese(ballots);
