import type { Measure } from '../bench';
export const events: Measure = async () => [];
