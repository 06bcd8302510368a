/** Largest upload, after the largest form that the official system takes. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** The longest that a request may take to arrive, whole: 20 MB over a line of 70 KB a second. Without it a sender who stops half-way would be waited for for ever. */
export const ARRIVING_MS = 300_000;
