import type { EventDraft, World } from 'mesocosm';
import { z } from 'zod';
import { escalationOf, MOVES } from './moves.js';
import { WORDS } from './scene.js';

/** One step of a scene. */
const Step = z.object({
  by: z.string(),
  /** An option of {@link MOVES}. */
  move: z.number(),
  words: z.string().nullable(),
});
export type Step = z.infer<typeof Step>;

/** What belongs to one agent: the scene that it is in, so far. */
const Scene = z.object({ steps: z.array(Step) });
export type Scene = z.infer<typeof Scene>;

/** Somebody makes a move. Data: `move`, and its `escalation` from 0 to 1. */
export const MOVE_MADE = 'move-made';
/** How the move was said. Data: `text`. */
export const WORDS_SAID = 'words-said';
/** A decision failed: no move was made, or nothing was said. Data: `what`. */
export const STEP_WITHHELD = 'step-withheld';

/**
 * Every two have a scene of their own, which nobody else sees. Who makes no move has let the step pass, and has nothing to
 * say; a move without words stands alone. The scene ends after its last step.
 */
export function conflictWorld(opposites: ReadonlyMap<string, string>): World<object, Scene> {
  return {
    initial: () => ({ shared: {}, slice: () => ({ steps: [] }) }),

    apply(state, actions, { asks }) {
      return actions.flatMap(({ agent, decision }): readonly EventDraft[] => {
        if (asks === WORDS) {
          const last = state.slice(agent).steps.at(-1);
          const silent = last === undefined || last.by !== agent || last.words !== null;
          if (decision.kind === 'given' && !silent) {
            return [{ type: WORDS_SAID, agent, data: { text: String(decision.value) } }];
          }
          return [{ type: STEP_WITHHELD, agent, data: { what: 'words' } }];
        }
        if (decision.kind !== 'made') return [{ type: STEP_WITHHELD, agent, data: { what: 'move' } }];
        const { value } = decision;
        return [{ type: MOVE_MADE, agent, data: { move: MOVES[value] as string, escalation: escalationOf(value) } }];
      });
    },

    reduce(draft, { type, agent, data }) {
      if (agent === undefined || type === STEP_WITHHELD) return;
      for (const one of [agent, opposites.get(agent) as string]) {
        const { steps } = draft.slice(one);
        if (type === MOVE_MADE) {
          const move = MOVES.indexOf(data['move'] as (typeof MOVES)[number]);
          steps.push({ by: agent, move, words: null });
        }
        const last = steps.at(-1);
        if (type === WORDS_SAID && last !== undefined)
          steps[steps.length - 1] = { ...last, words: data['text'] as string };
      }
    },

    audience: ({ agent }) => (agent === undefined ? [] : [agent, opposites.get(agent) as string]),

    outline: { events: [MOVE_MADE, WORDS_SAID, STEP_WITHHELD], shared: z.object({}), slice: () => Scene },

    ended: () => undefined,
  };
}
