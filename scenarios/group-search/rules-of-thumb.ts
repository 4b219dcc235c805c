import { chancesFrom, ruleArm, ruleMind, type Arm, type Judgement, type Mind, type Situation } from 'mesocosm';
import { HIGHEST_GUESS, TARGETS, type Resolved } from './parameters.js';
import { roundsIn } from './rounds.js';

/** The largest step of {@link scriptedSearcher}. */
const LARGEST_STEP = 12;

/**
 * Somebody who takes what is told of the sum as if it were told of the own number: it begins anywhere, and then names the
 * middle of what is left between the largest number that was too low and the smallest that was too high. Where nothing is left
 * between them, because others moved too, it goes one up or down, as was told last.
 */
export function bisector(): Mind {
  return ruleMind({
    name: 'rule:bisector',
    probabilities(situation) {
      const next = middleLeft(situation);
      const { length } = situation.options;
      return situation.options.map((_, guess) => (next === undefined ? 1 / length : Number(guess === next)));
    },
  });
}

/** The guess of a bisector; `undefined` before it has made one. */
function middleLeft(situation: Situation): number | undefined {
  const rounds = roundsIn(situation).flatMap(({ guess, feedback }) =>
    guess === undefined ? [] : [{ guess, feedback }],
  );
  const last = rounds.at(-1);
  if (last === undefined) return undefined;
  if (last.feedback === 'right') return last.guess;
  const low = Math.max(-1, ...rounds.filter(({ feedback }) => feedback === 'too low').map(({ guess }) => guess));
  const high = Math.min(
    HIGHEST_GUESS + 1,
    ...rounds.filter(({ feedback }) => feedback === 'too high').map(({ guess }) => guess),
  );
  if (high - low >= 2) return Math.floor((low + high) / 2);
  return within(last.guess + (last.feedback === 'too low' ? 1 : -1));
}

/**
 * Somebody in a group that has agreed beforehand: all of them halve the range of hidden numbers with the sum, and each names its
 * part of the sum that is to be tried, the first `sum mod N` of them one more. Needs at most six rounds.
 *
 * @param place Which of the `agents` it is, from 0.
 */
export function splitter({ place, agents }: { readonly place: number; readonly agents: number }): Mind {
  return ruleMind({
    name: 'rule:splitter',
    probabilities(situation) {
      const sum = sumToTry(situation);
      const guess = Math.floor(sum / agents) + (place < sum % agents ? 1 : 0);
      return situation.options.map((_, option) => Number(option === guess));
    },
  });
}

/** The sum that a group of splitters tries next. */
function sumToTry(situation: Situation): number {
  let low: number = TARGETS.lowest;
  let high: number = TARGETS.highest;
  const middle = (): number => Math.floor((low + high) / 2);
  for (const { feedback } of roundsIn(situation)) {
    if (feedback === 'right') return middle();
    if (feedback === 'too low') low = Math.min(middle() + 1, TARGETS.highest);
    else high = Math.max(middle() - 1, TARGETS.lowest);
    // A sum that lacked somebody's guess misled them: they begin again.
    if (low > high) [low, high] = [TARGETS.lowest, TARGETS.highest];
  }
  return middle();
}

/**
 * A searcher without a language model: it goes up or down by a step of its own, which shrinks with every turn of direction, and
 * stays where it is once its step is less than one. Steps differ between people, are the same in every run, and are at most 12;
 * those with small ones settle first, so that the last to move find the sum alone.
 */
export function scriptedSearcher(): Mind {
  return {
    name: 'scripted',
    judge(situation, { agent, persona }): Judgement {
      const chances = chancesFrom('scripted searcher');
      const who = persona?.name ?? agent;
      const rounds = roundsIn(situation).filter(({ guess }) => guess !== undefined);
      const guess = rounds.at(-1)?.guess ?? chances('start', who).integer(HIGHEST_GUESS / 2 + 1);
      const turns = rounds.filter(({ feedback }, at) => at > 0 && feedback !== rounds[at - 1]?.feedback).length;
      const step = Math.floor((LARGEST_STEP * chances('step', who).uniform()) / 2 ** turns);
      const told = rounds.at(-1)?.feedback ?? 'right';
      const next = within(guess + (told === 'too low' ? step : told === 'too high' ? -step : 0));
      return { kind: 'distribution', probabilities: situation.options.map((_, option) => Number(option === next)) };
    },
  };
}

function within(guess: number): number {
  return Math.min(HIGHEST_GUESS, Math.max(0, guess));
}

/** Everybody by itself: what coordination there is without anybody who thinks of others. */
export const bisectorArm: Arm = ruleArm({
  removes: 'replaces every mind by a bisector, which takes what is told of the sum as told of its own number',
  mind: () => bisector(),
});

/** A group with a plan: what can be reached at best. */
export function splitterArm({ memory, rounds }: Resolved): Arm {
  return ruleArm({
    name: 'planned',
    removes: 'replaces every mind by one of a group that has agreed who names which part of the sum to be tried',
    refuses: () => (memory < rounds ? 'a plan needs every round, and not all of them are remembered' : undefined),
    mind: ({ agents }, { id }) =>
      splitter({ place: agents.findIndex((agent) => agent.id === id), agents: agents.length }),
  });
}
