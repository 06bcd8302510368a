/** Instants as a table shows them: the clock of Shanghai, to the minute. */
import { dayOf, startOf } from '../calendar/day';

const MINUTE_MS = 60_000;
const two = (n: number): string => String(n).padStart(2, '0');

export const timeAt = (epochMs: number): string => {
  const day = dayOf(epochMs);
  const minutes = Math.floor((epochMs - startOf(day)) / MINUTE_MS);
  return `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** Of an instant as the API writes it. */
export const timeOf = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : timeAt(Date.parse(instant));
