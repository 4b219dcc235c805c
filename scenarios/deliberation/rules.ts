import {
  CHOOSE_SPEAKER,
  choice,
  defineWorld,
  number,
  RAISE_HAND,
  speak,
  type AgentSlot,
  type DefinedWorld,
  type EventDraft,
} from 'mesocosm';
import { z } from 'zod';
import { BALLOT, SHOW_HAND, Shared, Slice, SPEAK_UP, URGENCY_AT_MOST } from './actions.js';
import { BALLOT_CAST, HAND_SHOWN, TURN_PASSED, WORDS_SAID } from './event-names.js';
import type { Resolved } from './parameters.js';
import { purposeOf } from './schedule.js';
import { views } from './views.js';

const EVENTS = {
  [WORDS_SAID]: z.object({ words: z.string() }),
  [TURN_PASSED]: z.object({ why: z.enum(['silence', 'failure']) }),
  [HAND_SHOWN]: z.object({ option: z.string() }),
  [BALLOT_CAST]: z.object({ option: z.string() }),
  'urgency-told': z.object({ urgency: z.number() }),
  'speaker-named': z.object({ speaker: z.string() }),
  'ballots-counted': z.object({ counts: z.record(z.string(), z.number()) }),
};

/**
 * People talk, show hands after each round, and vote in secret at the end. A decision that failed is a turn in which
 * nothing was said, a hand that was not shown, or a vote that was not cast.
 *
 * @param heard `false` where nobody hears or sees anybody.
 */
export function deliberationWorld(
  parameters: Resolved,
  slots: readonly AgentSlot[],
  heard = true,
): DefinedWorld<Shared, Slice> {
  const { options, maxCharacters } = parameters;
  const labels = options as unknown as readonly [string, string, ...string[]];
  const own = ({ agent }: { readonly agent?: string }): readonly string[] => (agent === undefined ? [] : [agent]);
  const inPublic = heard ? () => 'public' as const : own;

  return defineWorld({
    shared: Shared,
    slice: Slice,
    actions: {
      [SPEAK_UP]: speak({ channel: 'floor', maxCharacters }),
      [SHOW_HAND]: choice(labels),
      [BALLOT]: choice(labels),
      [RAISE_HAND]: number({ minimum: 0, maximum: URGENCY_AT_MOST, integer: true }),
      // Names take the place of these: see the view.
      [CHOOSE_SPEAKER]: choice(['nobody', 'anybody']),
    },
    events: EVENTS,
    start: () => ({ shared: { over: false }, slice: () => ({}) }),
    view: views(parameters, slots),
    apply({ actions, activation, event, reject }) {
      const drafts = actions.flatMap((done): readonly EventDraft[] => {
        const { agent } = done;
        const from = { by: [agent] };
        if (done.action === null) {
          const rejected = reject(agent, done.failure.message);
          const speaking = purposeOf(activation.phase) === 'talk' && !isAboutTurns(activation.asks);
          return speaking ? [rejected, event(TURN_PASSED, { why: 'failure' }, agent, from)] : [rejected];
        }
        switch (done.action) {
          case SPEAK_UP: {
            if (done.value === null) return [event(TURN_PASSED, { why: 'silence' }, agent, from)];
            return [event(WORDS_SAID, { words: done.value.replaceAll(/\s+/g, ' ').trim() }, agent, from)];
          }
          case SHOW_HAND:
            return [event(HAND_SHOWN, { option: done.value }, agent, from)];
          case BALLOT:
            return [event(BALLOT_CAST, { option: done.value }, agent, from)];
          case RAISE_HAND:
            return [event('urgency-told', { urgency: done.value }, agent, from)];
          case CHOOSE_SPEAKER:
            return [event('speaker-named', { speaker: done.value }, agent, from)];
        }
      });
      if (purposeOf(activation.phase) !== 'verdict' || actions.length === 0) return drafts;
      return [...drafts, event('ballots-counted', { counts: counted(options, drafts) })];
    },
    reduce: {
      'ballots-counted': (draft) => {
        draft.shared.over = true;
      },
    },
    channels: {
      [WORDS_SAID]: inPublic,
      [HAND_SHOWN]: inPublic,
      'ballots-counted': inPublic,
      [TURN_PASSED]: own,
      [BALLOT_CAST]: own,
      'urgency-told': own,
      'speaker-named': own,
    },
    end: ({ shared }) => (shared.over ? 'the verdict was given' : undefined),
  });
}

function isAboutTurns(asks: string | undefined): boolean {
  return asks === RAISE_HAND || asks === CHOOSE_SPEAKER;
}

function counted(options: readonly string[], drafts: readonly EventDraft[]): { [option: string]: number } {
  const cast = drafts.filter(({ type }) => type === BALLOT_CAST).map(({ data }) => data['option']);
  return Object.fromEntries(options.map((option) => [option, cast.filter((one) => one === option).length]));
}
