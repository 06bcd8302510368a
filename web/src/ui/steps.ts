/** Steps of admission in their order, with the three that hang on others and those that a strict school adds. */
export const ADMISSION_STEPS = [
  'A1',
  'A2',
  'A3',
  'A3N',
  'A4',
  'A5',
  'A6',
  'A7',
  'A8',
  'A9',
  'A10',
  'A11',
  'A12',
  'A12T',
  'A12R',
  'A12F',
  'A13',
  'A13N',
  'A14',
  'A15',
] as const;
/** Where a case can be put on a notice. */
export const NOTICE_STEPS = ['A8', 'A3N', 'A13N', 'C7', 'R4'] as const;
