import { addChinese } from '..';
import { dossier } from '../zh/dossier';

addChinese(dossier);
