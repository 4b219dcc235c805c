import { z } from 'zod';
import { ACTIVATIONS, OTHER_ACTIVATION } from '../_internals/activation.js';

const Label = z.string().regex(/^[^\s/]+$/, 'a name has neither spaces nor slashes');

/** Parameters of {@link namingGame}. */
export const NamingGameParameters = z.object({
  agents: z.number().int().min(2).max(1500).default(24).describe('Number of agents, N.'),
  names: z.array(Label).min(2).max(26).default(['Q', 'M']).describe('The names to choose from, each different.'),
  memory: z.number().int().min(0).max(20).default(5).describe('How many past rounds an agent remembers, H.'),
  payoffs: z
    .object({ same: z.number(), different: z.number() })
    .default({ same: 100, different: -50 })
    .describe('Points of each player when both choose the same name, and when they differ.'),
  network: z
    .enum(['complete', 'ring', 'regular', 'small-world', 'scale-free', 'erdos-renyi'])
    .default('complete')
    .describe('Who may meet whom. Random networks are drawn anew for each run.'),
  degree: z
    .number()
    .int()
    .min(2)
    .multipleOf(2)
    .default(4)
    .describe('Neighbours of an agent in a ring, regular or small-world network; twice the links of a scale-free one.'),
  rewiring: z.number().min(0).max(1).default(0.1).describe('Share of the links of a small world that are rewired.'),
  edgeProbability: z.number().min(0).max(1).default(0.5).describe('Probability of a link in an Erdos-Renyi network.'),
  activation: z
    .enum(ACTIVATIONS, { error: OTHER_ACTIVATION })
    .default('random-sequential')
    .describe('Who acts when: one agent by chance, everybody in turn, all at once, or each by its own clock.'),
  stopRule: z.boolean().default(true).describe('Whether a run ends when the last 3 N interactions all succeeded.'),
  horizon: z.number().int().min(1).default(3600).describe('Interactions after which a run ends in any case.'),
  committed: z.number().int().min(0).default(0).describe('Number of agents that always say the alternative.'),
  incumbent: Label.nullable()
    .default(null)
    .describe('Name that the others already remember, in as many successes as they can hold. Default none.'),
  alternative: Label.nullable()
    .default(null)
    .describe('What committed agents say. Default the first name that is not the incumbent.'),
  checkpoints: z
    .array(z.number().int().min(1))
    .default([720, 2400])
    .describe('Interactions after which the spread of the alternative is measured, where agents are committed.'),
  temperature: z.number().min(0).default(0.5).describe('Temperature at which the agents decide.'),
});

/** Parameters with every default filled in. */
export type NamingGameParameters = z.output<typeof NamingGameParameters>;

/** What a user may give. */
export type NamingGameInput = z.input<typeof NamingGameParameters>;
