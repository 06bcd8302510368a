/** Largest upload, after the largest form that the official system takes. */
export const LARGEST_FILE = 20 * 1024 * 1024;
