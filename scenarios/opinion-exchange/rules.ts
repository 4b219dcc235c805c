import { choice, defineWorld, text, type DefinedWorld, type EventDraft } from 'mesocosm';
import { z } from 'zod';
import { ANSWER, otherOf, WRITE } from './exchange.js';
import type { OpinionExchangeParameters } from './parameters.js';
import { beliefOf, LEVELS, optionOf } from './scale.js';
import { startBeliefs } from './start-beliefs.js';
import { views } from './views.js';

const level = z.number().int().min(0).max(LEVELS.length - 1); // prettier-ignore

/** What everybody shares: how many steps are over. */
export const Shared = z.object({ steps: z.number().int() });
export type Shared = z.infer<typeof Shared>;

/**
 * What belongs to one person, levels as options: where it started (`null` where it was told nothing), where it stands, and the
 * message that it is about to read.
 */
export const Slice = z.object({ start: level.nullable(), level, message: z.string().nullable() });
export type Slice = z.infer<typeof Slice>;

/** Somebody wrote to somebody. Data: `words`, `to`. */
export const MESSAGE_WRITTEN = 'message-written';
/** No message came that could be used, so there is nothing new to read. Data: `to`. */
export const MESSAGE_MISSING = 'message-missing';
/** Somebody said what it believes. Data: `belief` and `before` from -2 to 2, `of` whom it was to read, `read`: the words or `null`. */
export const BELIEF_STATED = 'belief-stated';
/** An answer could not be used: the belief stays. Data: `of`. */
export const BELIEF_WITHHELD = 'belief-withheld';

/** Why a run ends. */
export const HORIZON = 'the horizon was reached';

const belief = z.number().int().min(-2).max(2);
const EVENTS = {
  [MESSAGE_WRITTEN]: z.object({ words: z.string(), to: z.string() }),
  [MESSAGE_MISSING]: z.object({ to: z.string() }),
  [BELIEF_STATED]: z.object({ belief, before: belief, of: z.string(), read: z.string().nullable() }),
  [BELIEF_WITHHELD]: z.object({ of: z.string() }),
};

/**
 * In each step one person writes a message and another reads it and says what it believes. Where no message came that could be
 * used, the reader answers with nothing new to read; where the answer failed, its belief stays.
 *
 * @param delivered `false` where messages reach nobody.
 */
export function exchangeWorld(parameters: OpinionExchangeParameters, delivered = true): DefinedWorld<Shared, Slice> {
  const { agents: count, start, steps, maxCharacters } = parameters;
  const levels = startBeliefs(count, start);
  const own = ({ agent }: { readonly agent?: string }): readonly string[] => (agent === undefined ? [] : [agent]);

  return defineWorld({
    shared: Shared,
    slice: Slice,
    actions: { [WRITE]: text(maxCharacters), [ANSWER]: choice(LEVELS) },
    events: EVENTS,
    start: (agents) => ({
      shared: { steps: 0 },
      slice(agent) {
        const at = levels[agents.indexOf(agent)] ?? 0;
        return { start: at, level: at, message: null };
      },
    }),
    view: views(parameters),
    apply: ({ state, actions, activation, event, reject }) =>
      actions.flatMap((done): readonly EventDraft[] => {
        const { agent } = done;
        const other = otherOf(activation, agent);
        if (done.action === null) {
          const rejected = reject(agent, done.failure.message);
          return activation.asks === WRITE
            ? [rejected, event(MESSAGE_MISSING, { to: other }, agent)]
            : [rejected, event(BELIEF_WITHHELD, { of: other }, agent)];
        }
        if (done.action === WRITE) {
          const words = done.value.replaceAll(/\s+/g, ' ').trim();
          return [event(MESSAGE_WRITTEN, { words, to: other }, agent)];
        }
        const { level: before, message: read } = state.slice(agent);
        const now = LEVELS.indexOf(done.value);
        return [event(BELIEF_STATED, { belief: beliefOf(now), before: beliefOf(before), of: other, read }, agent)];
      }),
    reduce: {
      [MESSAGE_WRITTEN]: (draft, { data }) => {
        if (delivered) draft.slice(data.to).message = data.words;
      },
      [BELIEF_STATED]: (draft, { agent, data }) => {
        const slice = draft.slice(agent as string);
        slice.level = optionOf(data.belief);
        slice.message = null;
        draft.shared.steps += 1;
      },
      [BELIEF_WITHHELD]: (draft, { agent }) => {
        draft.slice(agent as string).message = null;
        draft.shared.steps += 1;
      },
    },
    channels: {
      [MESSAGE_WRITTEN]: (event) => (delivered ? [...own(event), event.data.to] : own(event)),
      [MESSAGE_MISSING]: own,
      [BELIEF_STATED]: own,
      [BELIEF_WITHHELD]: own,
    },
    end: ({ shared }) => (shared.steps >= steps ? HORIZON : undefined),
  });
}
