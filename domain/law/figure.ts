import { z } from 'zod';

/** How sure the project is of a figure. Anything below `certain` is shown to people as "to be verified" (待核实). */
export const Certainty = z.enum(['certain', 'high', 'medium', 'low', 'project']);
export type Certainty = z.infer<typeof Certainty>;

export const Unit = z.enum([
  'years',
  'months',
  'days',
  'workingDays',
  'classHours',
  'hours',
  'persons',
  'count',
  'fraction',
  'percent',
  'switch',
  'choice',
]);
export type Unit = z.infer<typeof Unit>;

/** `moreThan` (过半数) excludes equality, `atLeast` includes it. Compared in integers only. */
export const Share = z.object({ num: z.number().int().positive(), den: z.number().int().positive(), strict: z.boolean() });
export type Share = z.infer<typeof Share>;

export const FigureValue = z.union([z.number(), z.boolean(), z.string(), Share]);
export type FigureValue = z.infer<typeof FigureValue>;

/**
 * A figure of the law. A figure without clause does not type-check.
 * `tightens` says which way a lower level (province, county, school) may move it: `up` for a minimum, `down` for a deadline or cap,
 * `on` for a switch that may only be switched on, `any` for a local choice.
 */
export const Figure = z.object({
  value: FigureValue,
  unit: Unit,
  since: z.string(),
  clause: z.string(),
  certainty: Certainty,
  tightens: z.enum(['up', 'down', 'on', 'fixed', 'any']),
  /** Of a deadline that may be extended (延期) in a single case: by how much at most, in the figure's own unit, and by which clause. Absent: it may not. */
  extend: z.object({ most: z.int().positive(), clause: z.string(), certainty: Certainty }).optional(),
  note: z.string().optional(),
});
export type Figure = z.infer<typeof Figure>;
