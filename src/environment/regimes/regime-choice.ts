import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import type { AgentSlot, Regime } from '../../spec/index.js';
import { readOptions } from '../_internals/read-options.js';
import { attention, AttentionTimer, type Alarm } from './attention.js';
import { AttentionMask } from './attention-mask.js';
import { fixedOrder } from './fixed-order.js';
import { nextSpeaker } from './next-speaker.js';
import { poissonClocks } from './poisson-clocks.js';
import { randomSequential } from './random-sequential.js';
import { simultaneousRounds } from './simultaneous-rounds.js';
import type { Touching } from './touching.js';

const NAMES = ['simultaneous-rounds', 'random-sequential', 'fixed-order', 'poisson-clocks', 'attention'] as const;
const BY = ['round-robin', 'random', 'urgency', 'moderator'] as const;

const NAMED = [...NAMES, ...BY.map((by) => `next-speaker:${by}` as const)];

const Chosen = z.discriminatedUnion('regime', [
  z.strictObject({ regime: z.literal('simultaneous-rounds') }),
  z.strictObject({ regime: z.literal('random-sequential') }),
  z.strictObject({ regime: z.literal('fixed-order') }),
  z.strictObject({
    regime: z.literal('poisson-clocks'),
    /** Of everybody whom `rates` does not name. */
    rate: z.number().nonnegative().default(1),
    rates: z.record(z.string(), z.number().nonnegative()).default({}),
  }),
  z.strictObject({
    regime: z.literal('attention'),
    /** Default one without conditions. */
    masks: z
      .array(AttentionMask)
      .readonly()
      .default([{ latency: 1, spread: 0 }]),
    timer: AttentionTimer.optional(),
    first: z.array(z.string()).readonly().optional(),
  }),
  z.strictObject({ regime: z.literal('next-speaker'), by: z.enum(BY) }),
]);

/**
 * A regime by name, as one factor of a study: `'random-sequential'`, `'next-speaker:urgency'`, or an object with
 * `regime` and what it needs.
 */
export const RegimeChoice = z.union([z.enum(NAMED), Chosen]);
export type RegimeChoice = z.input<typeof RegimeChoice>;

/** What a world says of itself, so that it runs under every regime. */
export interface RegimeSetting extends Touching {
  /** Whose roles and names are used: who has the role `moderator` chooses where a moderator does. */
  readonly agents: readonly AgentSlot[];
  /** Groups that talk at the same time; see {@link nextSpeaker}. */
  readonly groups?: readonly (readonly string[])[];
  /** See {@link attention}. */
  readonly alarms?: readonly Alarm[];
}

/**
 * The regime that a choice names, for a world. What a world touches is the same under each, so that a choice changes who
 * acts when, and nothing else.
 *
 * @throws MesocosmError (usage) where the choice is none.
 */
export function regimeOf(choice: RegimeChoice, setting: RegimeSetting): Regime {
  const chosen = chosenBy(choice);
  const touching = touchingOf(setting);
  switch (chosen.regime) {
    case 'simultaneous-rounds':
      return simultaneousRounds(touching);
    case 'random-sequential':
      return randomSequential(touching);
    case 'fixed-order':
      return fixedOrder(touching);
    case 'poisson-clocks':
      return poissonClocks({ ...touching, rate: (agent) => chosen.rates[agent] ?? chosen.rate });
    case 'attention': {
      const { alarms } = setting;
      return attention({ ...touching, ...chosen, ...(alarms === undefined ? {} : { alarms }) });
    }
    case 'next-speaker':
      return nextSpeaker({ ...touching, by: chosen.by, ...speakersOf(setting) });
  }
}

function chosenBy(choice: RegimeChoice): z.output<typeof Chosen> {
  if (typeof choice !== 'string') return readOptions(Chosen, choice, 'the regime');
  if (!NAMED.includes(choice)) {
    throw userError({ kind: 'usage', what: `there is no regime "${String(choice)}"`, available: NAMED, given: choice });
  }
  const [regime, by] = choice.split(':');
  return Chosen.parse(by === undefined ? { regime } : { regime, by });
}

function touchingOf({ reads, writes }: RegimeSetting): Touching {
  return { ...(reads === undefined ? {} : { reads }), ...(writes === undefined ? {} : { writes }) };
}

function speakersOf({ agents, groups }: RegimeSetting): Omit<Parameters<typeof nextSpeaker>[0], 'by'> {
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  return {
    moderators: agents.filter(({ role }) => role === 'moderator').map(({ id }) => id),
    nameOf: (agent) => names.get(agent) ?? agent,
    ...(groups === undefined ? {} : { groups }),
  };
}
