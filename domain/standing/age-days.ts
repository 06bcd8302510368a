/** Lower bounds, in days, of the groups of cases by age; the last has no end. */
export const AGE_DAYS = [0, 30, 90, 180, 365] as const;
