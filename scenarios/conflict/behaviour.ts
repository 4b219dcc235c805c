import { pearson, type Event } from 'mesocosm';
import { MOVE_MADE } from './rules.js';

/** How somebody behaved in a scene. */
export interface Behaviour {
  readonly agent: string;
  /** Name of the persona in the place, where there is one. */
  readonly persona?: string;
  readonly moves: readonly string[];
  /** Mean escalation of the moves, from 0 to 1. */
  readonly escalation: number;
}

/** The behaviour of everybody who made a move, from the events of a run, in the order of its population. */
export function behaviourOf(events: Iterable<Event>): readonly Behaviour[] {
  const personas = new Map<string, string>();
  const made = new Map<string, { readonly moves: string[]; sum: number }>();
  const places = new Map<string, number>();
  for (const { type, agent, data } of events) {
    if (type === 'run-started') {
      for (const { id, persona } of data['agents'] as readonly { readonly id: string; readonly persona?: string }[]) {
        places.set(id, places.size);
        if (persona !== undefined) personas.set(id, persona);
      }
    }
    if (type !== MOVE_MADE || agent === undefined) continue;
    const one = made.get(agent) ?? { moves: [], sum: 0 };
    one.moves.push(data['move'] as string);
    one.sum += data['escalation'] as number;
    made.set(agent, one);
  }
  const placed = [...made].sort(([one], [other]) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
  return placed.map(([agent, { moves, sum }]) => {
    const persona = personas.get(agent);
    return { agent, ...(persona === undefined ? {} : { persona }), moves, escalation: sum / moves.length };
  });
}

/** How far apart values in [0, 1] lie. */
export interface Spread {
  readonly mean: number;
  /** Population standard deviation; at most 0.5. */
  readonly sd: number;
  readonly least: number;
  readonly most: number;
}

/** Behaviour beside a questionnaire, of the same people. */
export interface SpreadComparison {
  readonly people: number;
  readonly behaviour: Spread;
  readonly questionnaire: Spread;
  /** Standard deviation of behaviour per one of the questionnaire; `null` where all answered alike. */
  readonly ratio: number | null;
  /** Pearson's r of both; `null` where one of them does not vary. */
  readonly correlation: number | null;
}

/**
 * Whether people differ in what they do as much as in what they answer: mean escalation beside scores in [0, 1], by the
 * names of personas.
 *
 * @throws Error where fewer than two people have both.
 */
export function compareSpread(
  behaviours: readonly Behaviour[],
  scores: { readonly [persona: string]: number },
): SpreadComparison {
  const both = behaviours.flatMap(({ persona, escalation }) => {
    const score = persona === undefined ? undefined : scores[persona];
    return score === undefined ? [] : [{ escalation, score }];
  });
  if (both.length < 2) {
    throw new Error(`${both.length} people have both a behaviour and a score; give scores by the names of personas`);
  }
  const [done, answered] = [both.map(({ escalation }) => escalation), both.map(({ score }) => score)];
  const [behaviour, questionnaire] = [spreadOf(done), spreadOf(answered)];
  return {
    people: both.length,
    behaviour,
    questionnaire,
    ratio: questionnaire.sd === 0 ? null : behaviour.sd / questionnaire.sd,
    correlation: pearson(done, answered),
  };
}

/** Spread of values, at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return { mean, sd: Math.sqrt(variance), least: Math.min(...values), most: Math.max(...values) };
}
