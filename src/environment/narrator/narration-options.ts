import { z } from 'zod';
import type { AgentSlot, Mind, StateReader } from '../../spec/index.js';
import type { EventDefinitions, View } from '../define-world.js';
import type { Attempt } from './attempts.js';

/** A change that a narrator wants: an event of the world with its data, and whose it is. */
export interface NarratedChange<Events extends EventDefinitions = EventDefinitions> {
  readonly event: keyof Events & string;
  /** Id of the agent whose event it is, where it is somebody's. */
  readonly agent?: string;
  readonly data: unknown;
}

/** What a narrator is, is shown and may bring about; see {@link narrated}. */
export interface NarrationOptions<Shared, Slice, Events extends EventDefinitions> {
  /** Agents who may try things. */
  readonly players: readonly AgentSlot[];
  /** Default `narrator`, called "the narrator". With `mind` the scenario brings it; else it is asked like everybody. */
  readonly narrator?: { readonly id: string; readonly name: string; readonly mind?: Mind };
  /**
   * Events that it may bring about, with what each means in words, as "the bridge is mended"; `whose` of those that are
   * some player's. Nothing else can change because of it.
   */
  readonly mayChange: {
    readonly [Type in keyof Events & string]?: { readonly says: string; readonly whose?: true };
  };
  /** Most changes that may come of one attempt. Default 3. */
  readonly atMost?: number;
  /** Longest attempt, in characters. Default 200. */
  readonly maxCharacters?: number;
  /** Longest telling of what came of it, in characters. Default 300. */
  readonly maxTold?: number;
  /** Who hears of an attempt and of what came of it, beside who made it and the narrator. Default everybody. */
  hears?(attempt: Omit<Attempt, 'seq'>, state: StateReader<Shared, Slice>): 'public' | readonly string[];
  /** What the narrator knows of the world, oldest first, and how it is to tell. */
  shows(about: {
    readonly state: StateReader<Shared, Slice>;
    readonly attempt: Attempt;
    readonly memory: readonly unknown[];
  }): Partial<Pick<View, 'framing'>> & Pick<View, 'sees'>;
  /** Why a change cannot be, or `undefined` where it can. `before` are those that came of the same attempt already. */
  allows?(
    change: NarratedChange<Events>,
    about: {
      readonly state: StateReader<Shared, Slice>;
      readonly attempt: Attempt;
      readonly before: readonly NarratedChange<Events>[];
    },
  ): string | undefined;
}

/** What a narrator answers: what happens, in words, and the changes that it wants. */
export interface Narration {
  readonly happens: string;
  readonly changes: readonly { readonly event: string; readonly who?: string; readonly data: unknown }[];
}

/**
 * The schema of a narrator's answer: only declared events fit, with data as the world's own schemas say, of players by
 * their names.
 */
export function narrationSchema(
  declared: { readonly [type: string]: { readonly whose?: true } | undefined },
  within: {
    readonly events: EventDefinitions;
    readonly players: readonly AgentSlot[];
    readonly atMost: number;
    readonly maxTold: number;
  },
): z.ZodType<Narration> {
  const { events, players, atMost, maxTold } = within;
  const happens = z.string().trim().min(1).max(maxTold);
  const kinds = Object.entries(declared).map(([event, about]) => {
    const who = about?.whose === true ? { who: z.enum(players.map(({ name }) => name)) } : {};
    return z.strictObject({ event: z.literal(event), ...who, data: (events[event] as z.ZodObject).strict() });
  });
  const [first, ...others] = kinds;
  const changes = first === undefined ? z.array(z.never()).max(0) : z.array(z.union([first, ...others])).max(atMost);
  return z.strictObject({ happens, changes }) as unknown as z.ZodType<Narration>;
}
