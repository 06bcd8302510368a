import type { Measure } from '../bench';
export const memory: Measure = async () => [];
