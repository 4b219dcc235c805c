import { psychometricMind } from '../../src/agent/index.js';
import type { ValuedRun } from '../../src/analysis/theory/values-shift.js';
import { BASIC_VALUES, itemInSituation } from '../../src/persona/index.js';
import type { Judgement, Mind, Persona, Situation, ValueAnswer } from '../../src/spec/index.js';

/** Where somebody stands on the two dimensions, from 0 to 1. */
export type Place = readonly [openness: number, transcendence: number];

/** A situation in which nothing happens. */
export const NOTHING: Situation = {
  kind: 'nothing',
  options: [],
  state: [],
  framing: [],
  statements: [],
  unordered: false,
  names: [],
  cue: { completion: [], chat: [] },
};

/** Somebody who is nothing but a place. */
export function personAt(name: string, [openness, transcendence]: Place): Persona {
  const position = { 'openness to change': openness, 'self-transcendence': transcendence };
  return { name, text: `${name} is somebody.`, position } as unknown as Persona;
}

/** What somebody at a place says to every statement, by the graded-response model. */
export function saysAt(agent: string, place: Place, acquiescence = 0): readonly ValueAnswer[] {
  const mind = psychometricMind({ questionnaire: BASIC_VALUES, seed: 1, parameters: { acquiescence } });
  return BASIC_VALUES.items.map((item) => {
    const context = { agent, occasion: 0, stream: '', persona: personAt(agent, place) };
    const judged = mind.judge(itemInSituation(BASIC_VALUES, item, NOTHING), context) as Judgement;
    if (judged.kind !== 'distribution') throw new Error(judged.kind);
    return { agent, item: item.id, probabilities: [...judged.probabilities], mass: null };
  });
}

/** A run whose agents stood and stand at places, by name. */
export function valuedRun(
  [arm, seed]: readonly [arm: string, seed: number],
  people: { readonly [agent: string]: readonly [before: Place, after: Place] },
): ValuedRun {
  const both = Object.entries(people);
  return {
    arm,
    seed,
    before: both.flatMap(([agent, [before]]) => saysAt(agent, before)),
    after: both.flatMap(([agent, [, after]]) => saysAt(agent, after)),
  };
}

/**
 * A mind that plays by `play`, and answers value items from where its persona stands, moved by `moved` of what it remembers
 * (the texts, filled in), in lengths of the dimensions.
 */
export function valuedMind(options: { play: Mind['judge']; moved?(remembered: string): Place }): Mind {
  const { play, moved = () => [0, 0] } = options;
  const psychometric = psychometricMind({ questionnaire: BASIC_VALUES, seed: 1 });
  return {
    name: 'valued',
    judge(situation, context) {
      if (!situation.kind.startsWith('item:')) return play(situation, context);
      const { position = {} } = context.persona ?? {};
      const [openness, transcendence] = moved(JSON.stringify(situation.statements));
      const place: Place = [
        (position['openness to change'] ?? 0.5) + openness,
        (position['self-transcendence'] ?? 0.5) + transcendence,
      ];
      return psychometric.judge(situation, { ...context, persona: personAt(context.agent, place) });
    },
  };
}
