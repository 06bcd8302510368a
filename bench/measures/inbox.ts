import type { Measure } from '../bench';
export const inbox: Measure = async () => [];
