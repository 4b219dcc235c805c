import { z } from 'zod';

/** A list, which may also be given as its only entry. */
export function oneOrList<Entry extends z.ZodType>(entry: Entry) {
  return z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(entry));
}
