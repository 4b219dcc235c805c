import { userError } from '../../foundation/errors/index.js';
import { failed, success, type ModelFailure, type Result } from '../../spec/index.js';
import { computed } from '../_internals/computed.js';
import { LoopState } from './_internals/loop-state.js';
import type { Move } from './_internals/moves.js';
import { planner, type Planned, type Planner } from './_internals/planner.js';
import type { ClosedLoop, LoopGoal, LoopOptions, Named } from './loop-options.js';
import type { LoopEnd, LoopReport, LoopRound, LoopScores } from './loop-report.js';
import { splitItems } from './split-items.js';

/** A gain of coverage below this, in two rounds that filled empty balls, is a plateau. */
const LEAST_GAIN = 0.005;

/**
 * Closes the loop from intended position to answer: people are written, answer, and the response of answers to aims is
 * fitted; then people are written again with other aims, until the goal is reached, the budget is spent, or nothing more
 * is gained.
 *
 * The first rounds calibrate: aims are taken from the inverted response. Later ones send the most redundant people to the
 * centres of the largest empty balls. Only who must change is written again; a new text is always accepted, whatever it
 * scores; answers are never edited. What the loop looks at are the steering items, so gains are to be read from the
 * held-out ones. At last, where places lie beyond what words reach, texts at the end of the reach are written again until
 * it is known how far it goes.
 *
 * Rounds are a function of targets, answers and seed: with writing and answering that keep what they have, a loop that was
 * cut off goes on where it was. A failure that depends on the hour is returned; but one of the budget, after the first
 * round, ends the loop with the last whole round.
 *
 * @throws MesocosmError (usage) for no targets, targets without a number for each axis, or an axis with fewer than two items.
 */
export async function closeLoop<Person extends Named>(
  options: LoopOptions<Person>,
): Promise<Result<ClosedLoop<Person>, ModelFailure>> {
  const { questionnaire, seed, budget = {}, goal } = options;
  const axes = questionnaire.axes.map(({ name }) => name);
  const targets = targetsOf(options, axes);
  const halves = splitItems({ items: questionnaire.items, seed });
  const state = new LoopState<Person>(axes, questionnaire.items, halves, targets);
  const plan = planner(options, state);
  const rounds: LoopRound[] = [];
  const mostRounds = budget.rounds ?? 8;
  let left = budget.rewrites ?? Infinity;
  let planned: Planned = {
    kind: 'open-loop',
    moves: targets.map((target, index) => ({ index, target, aim: target })),
  };
  for (;;) {
    const done = await doRound({ planned, round: rounds.length, options, state, plan });
    if (!done.ok) {
      const spent = done.failure.kind === 'over-budget' && rounds.length > 0;
      return spent ? success(finish('budget')) : failed(done.failure);
    }
    rounds.push(done.value);
    options.onRound?.(done.value);
    if (isReached(goal, done.value.steering)) return success(finish('goal'));
    const found = await computed(plan.next(rounds, isPlateau(rounds)), { what: 'the loop', signal: options.signal });
    if (!found.ok) return found;
    const next = found.value;
    if (next === undefined) return success(finish('plateau'));
    const moves = next.moves.slice(0, left);
    if (rounds.length > mostRounds || moves.length === 0) return success(finish('budget'));
    left -= moves.length;
    planned = { kind: next.kind, moves };
  }

  function finish(stoppedBy: LoopEnd): ClosedLoop<Person> {
    const rewrites = rounds.slice(1).reduce((sum, { written }) => sum + written.length, 0);
    const { steering, heldOut } = halves;
    const report: LoopReport = {
      formatVersion: 1,
      axes,
      items: { steering: [...steering], heldOut: [...heldOut] },
      radius: plan.radius,
      rounds,
      rewrites,
      reach: plan.reach(),
      stoppedBy,
    };
    return { ...state.result(), report };
  }
}

async function doRound<Person extends Named>(of: {
  readonly planned: Planned;
  readonly round: number;
  readonly options: LoopOptions<Person>;
  readonly state: LoopState<Person>;
  readonly plan: Planner;
}): Promise<Result<LoopRound, ModelFailure>> {
  const { planned, round, options, state, plan } = of;
  const { kind, moves } = planned;
  const requests = moves.map(({ index, target, aim }) => ({
    index,
    target: state.named(target),
    aim: state.named(aim),
  }));
  const written = await options.write(requests, round);
  if (!written.ok) return written;
  const people = written.value;
  const answers = await options.answer(
    people.filter((person) => person !== undefined),
    round,
  );
  if (!answers.ok) return answers;
  state.take(moves, people, answers.value);
  const steering = await computed(plan.scores('steering'), { what: 'the loop', signal: options.signal });
  if (!steering.ok) return steering;
  const heldOut = await computed(plan.scores('heldOut'), { what: 'the loop', signal: options.signal });
  if (!heldOut.ok) return heldOut;
  return success({
    round,
    kind,
    written: requests,
    failed: moves.flatMap(({ index }: Move, at) => (people[at] === undefined ? [index] : [])),
    steering: steering.value,
    heldOut: heldOut.value,
  });
}

function targetsOf<Person extends Named>({ targets }: LoopOptions<Person>, axes: readonly string[]): number[][] {
  if (targets.length === 0) {
    throw userError({ kind: 'usage', what: 'there is nobody to close the loop for', expected: 'at least one target' });
  }
  return targets.map((target, index) =>
    axes.map((axis) => {
      const value = target[axis];
      if (value !== undefined && value >= 0 && value <= 1) return value;
      throw userError({
        kind: 'usage',
        what: `target ${index + 1} has ${value === undefined ? 'no position' : `the position ${value}`} on the axis "${axis}"`,
        expected: 'a number from 0 to 1',
      });
    }),
  );
}

function isReached(goal: LoopGoal | undefined, scores: LoopScores): boolean {
  if (goal === undefined || scores === null || Object.keys(goal).length === 0) return false;
  const { coverage = -Infinity, hull = -Infinity, dispersion = Infinity } = goal;
  return scores.coverage >= coverage && scores.hull >= hull && scores.dispersion <= dispersion;
}

/** Whether the last two rounds filled empty balls and covered hardly more than before them. */
function isPlateau(rounds: readonly LoopRound[]): boolean {
  const [before, ...last] = rounds.slice(-3);
  if (before === undefined || last.length < 2 || last.some(({ kind }) => kind !== 'empty-balls')) return false;
  const most = Math.max(...last.map(({ steering }) => steering?.coverage ?? 0));
  return most < (before.steering?.coverage ?? 0) + LEAST_GAIN;
}
