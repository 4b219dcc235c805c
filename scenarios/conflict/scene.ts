import type { Activation, AgentSlot, Regime } from 'mesocosm';
import { firstNames } from '../_internals/names.js';

/** Whose car was hit, and who hit it. */
export type Role = 'wronged' | 'at-fault';

/** People in the order of the population: of every two, the first was hit by the second. */
export function driversOf(agents: number): readonly (AgentSlot & { readonly role: Role })[] {
  return firstNames(agents).map((name, at) => ({
    id: `agent-${at + 1}`,
    name,
    role: at % 2 === 0 ? 'wronged' : 'at-fault',
  }));
}

/** Who is in a scene with whom, both ways. */
export function oppositesOf(drivers: readonly AgentSlot[]): ReadonlyMap<string, string> {
  return new Map(drivers.map(({ id }, at) => [id, (drivers[at % 2 === 0 ? at + 1 : at - 1] as AgentSlot).id]));
}

/** What is asked of an agent: which move to make, or how to say it. */
export const MOVE = 'move';
export const WORDS = 'words';

/**
 * The two of each scene in turn, beginning with the one whose car was hit; a step is the move, and then its words where
 * there are any. All scenes stand at the same step, and none touches another.
 */
export function sceneSteps(
  drivers: readonly AgentSlot[],
  { steps, words }: { readonly steps: number; readonly words: boolean },
): Regime {
  const opposites = oppositesOf(drivers);
  return {
    name: 'scene-steps',
    finite: true,
    *activations(): Iterable<Activation> {
      let index = 0;
      const parts = words ? [MOVE, WORDS] : [MOVE];
      for (let step = 0; step < steps; step += 1) {
        for (const asks of parts) {
          for (let at = step % 2; at < drivers.length; at += 2) {
            const { id } = drivers[at] as AgentSlot;
            const both = [id, opposites.get(id) as string];
            const reason = `step ${step + 1}`;
            yield { index, time: step, agents: [id], reads: both, writes: both, asks, reason };
            index += 1;
          }
        }
      }
    },
  };
}
