import { z } from 'zod';
import { ACTIVATIONS, OTHER_ACTIVATION } from '../_internals/activation.js';

/** Parameters of {@link majorityOpinion}. */
export const MajorityOpinionParameters = z.object({
  agents: z.number().int().min(2).max(1000).default(21).describe('Number of agents, N.'),
  neighbours: z
    .number()
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('How many others an agent sees, n; in a network, how many neighbours it has. Default all others, N - 1.'),
  labels: z
    .tuple([z.string().min(1), z.string().min(1)])
    .default(['Q', 'M'])
    .describe('The two opinions, first and second option.'),
  labelling: z
    .enum(['averaged', 'fixed'])
    .default('averaged')
    .describe('Whether answers are averaged over which label stands for which opinion, or labels stay as written.'),
  presentation: z
    .enum(['averaged', 'live'])
    .default('averaged')
    .describe('Whether answers are averaged over declared presentations, or each decision is asked as it stands then.'),
  temperature: z.number().min(0).default(0.5).describe('Temperature at which the agents decide.'),
  start: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .describe(
      'Share of the free agents that hold the first opinion at the start. Default half; all against the committed.',
    ),
  network: z
    .enum(['anew', 'ring', 'regular', 'small-world', 'scale-free'])
    .default('anew')
    .describe(
      'Who an agent sees: n others drawn anew each time, or always its neighbours in a network, drawn anew for each run.',
    ),
  rewiring: z.number().min(0).max(1).default(0.1).describe('Share of the links of a small world that are rewired.'),
  committed: z.number().int().min(0).default(0).describe('Number of agents that always hold the second opinion.'),
  committedTo: z
    .enum(['second', 'first'])
    .default('second')
    .describe('Which opinion committed agents hold; the others then start with the other one.'),
  activation: z
    .enum(ACTIVATIONS, { error: OTHER_ACTIVATION })
    .default('random-sequential')
    .describe('Who acts when: one agent by chance, everybody in turn, all at once, or each by its own clock.'),
  sweeps: z.number().int().min(10).default(100).describe('Length of a run in sweeps: N activations each.'),
});

/** Parameters with every default filled in. */
export type MajorityOpinionParameters = z.output<typeof MajorityOpinionParameters>;

/** What a user may give. */
export type MajorityOpinionInput = z.input<typeof MajorityOpinionParameters>;

/** Parameters whose defaults that hang on others are filled in too. */
export interface ResolvedParameters extends MajorityOpinionParameters {
  readonly neighbours: number;
  readonly start: number;
}
