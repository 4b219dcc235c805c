import type { Lens, ModelFailure, Persona, Result, Situation, SituationContext } from '../../spec/index.js';
import type { KernelSetup } from '../kernel.js';
import type { WorldState } from '../state.js';
import type { Dispatch } from './dispatch.js';
import type { Interventions } from './intervene.js';
import type { Memories } from './memories.js';
import type { Seats } from './seats.js';

/** What an interviewer may look at between two commits. Nothing that it does leaves a trace. */
export interface Inquiry {
  /** Who takes part now. */
  readonly present: readonly string[];
  readonly time: number;
  /** How many decisions an agent has made. */
  occasion(agent: string): number;
  /** Who is in the agent's place, where an intervention put somebody there. */
  persona(agent: string): Persona | undefined;
  /**
   * What an agent would face, from what it knows now. Others' choices in the state are as they are; with `asSeen` as the
   * agent would see them when it decides.
   */
  facing<Shared, Slice>(
    agent: string,
    build: (context: Omit<SituationContext<Shared, Slice>, 'activation'>) => Situation,
    how?: { readonly asSeen?: true },
  ): Promise<Result<Situation, ModelFailure>>;
}

export function createInquiry<Shared, Slice>(
  setup: KernelSetup<Shared, Slice>,
  parts: {
    readonly state: WorldState<Shared, Slice>;
    readonly memories: Memories;
    readonly seats: Seats;
    readonly dispatch: Dispatch;
    readonly interventions: Interventions;
  },
): (time: number) => Inquiry {
  const { state, memories, seats, dispatch, interventions } = parts;
  const seenBy = (agent: string, occasion: number, asSeen?: true): Lens =>
    (asSeen === true ? setup.lens?.(agent, 'sees', occasion) : undefined) ?? ((choice) => choice);
  return (time) => ({
    present: seats.everybody().filter((agent) => seats.isPresent(agent)),
    time,
    occasion: dispatch.occasion,
    persona: interventions.persona,
    async facing(agent, build, { asSeen } = {}) {
      // What the agent knows is fixed now, whatever happens while it is asked.
      const now = state.snapshot();
      const occasion = dispatch.occasion(agent);
      const kept = memories.of(agent, time);
      const situation = (memory: readonly unknown[]): Situation =>
        build({ state: now as never, agent, occasion, memory, lens: seenBy(agent, occasion, asSeen) });
      if (setup.memory === undefined) return { ok: true, value: situation([]) };
      const recalled = await setup.memory.recall(kept, { agent, occasion, time, situation: () => situation([]) });
      return recalled.ok ? { ok: true, value: situation(recalled.value.items) } : recalled;
    },
  });
}
