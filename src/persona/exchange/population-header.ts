import { z } from 'zod';
import { Population } from '../../spec/index.js';

/** The first line of a population of one persona a line: all of the population but its people. */
export const PopulationHeader = Population.omit({ personas: true }).extend({
  kind: z.literal('population'),
  /** How many people follow, where it was known. */
  size: z.number().int().min(0).optional(),
});
export type PopulationHeader = z.infer<typeof PopulationHeader>;
