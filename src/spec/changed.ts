import { z } from 'zod';

/** Whether the meeting changed something: interacting against isolated. */
export const Changed = z.enum(['yes', 'no', 'inconclusive']);
export type Changed = z.infer<typeof Changed>;
