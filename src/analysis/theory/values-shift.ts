import {
  bootstrapPairs,
  equivalence,
  FEWEST_RUNS,
  holm,
  mean,
  signFlipTest,
  type Interval,
} from '../../foundation/statistics/index.js';
import type {
  Chances,
  Estimate,
  Questionnaire,
  ValueAnswer,
  ValueArm,
  ValueChange,
  ValuesSummary,
} from '../../spec/index.js';
import { estimateOf, measured, type Values } from './contrasts.js';
import {
  agreementsOf,
  changeBounds,
  changeOn,
  scalesOf,
  scoreOn,
  type Agreements,
  type MadeScale,
} from './value-scales.js';
import { valuesSentence } from './values-sentence.js';

/** What the agents of one run said when it was over, and what they had said before. */
export interface ValuedRun {
  readonly arm: string;
  readonly seed: number;
  /** With the mind that each has in this run. */
  readonly before: readonly ValueAnswer[];
  readonly after: readonly ValueAnswer[];
}

/** What is the same on a scale from 0 to 1, unless it is said otherwise. */
const MARGIN = 0.05;
const LEVEL = 0.05;
const METHOD = 'bootstrap over runs 95 %';

/**
 * How values moved from before to after runs, and what of it the meeting did.
 *
 * The run is the unit: an agent's shift on a scale is after less before, over the items that it answered both times; a run's
 * is the mean over its agents. What the meeting changed is the shift in `interacting` less that in `isolated`, runs paired by
 * seed, with a sign-flip test (exact up to 16 pairs), raised by Holm (1979) over the dimensions, and by itself over the single
 * statements. `no` where the 90 % interval lies within the margin, `yes` where the raised probability is .05 or less, else
 * `inconclusive`; fewer than 6 pairs decide nothing.
 *
 * Before is asked once for all runs: where answers are sampled, its error is the same in every run, and no interval of a
 * shift shows it. It cancels in the difference of two arms.
 *
 * @param given.asked What everybody said before, a list for each mind where there are several.
 * @returns `undefined` where nobody was asked.
 */
export function valuesShift(given: {
  readonly instrument: Questionnaire;
  readonly asked: readonly (readonly ValueAnswer[])[];
  readonly runs: readonly ValuedRun[];
  readonly chances: Chances;
  /** Default .05. */
  readonly margin?: number;
}): ValuesSummary | undefined {
  const { instrument, asked, runs, margin = MARGIN } = given;
  if (asked.every((answers) => answers.length === 0)) return undefined;
  const scales = scalesOf(instrument);
  const arms = [...new Set(runs.map(({ arm }) => arm))].map((arm) => armValues(arm, { ...given, scales }));
  const met = arms.find(({ summary }) => summary.arm === 'interacting');
  const alone = arms.find(({ summary }) => summary.arm === 'isolated');
  const changes = changesOf({ met, alone, scales, chances: given.chances, margin });
  const dimensions = changes.flatMap(({ verdict }, at) => (scales[at]?.kind === 'dimension' ? [verdict] : []));
  const verdict = dimensions.includes('yes')
    ? 'yes'
    : dimensions.length > 0 && dimensions.every((one) => one === 'no')
      ? 'no'
      : 'inconclusive';
  const { name, source = null, licence = null, items } = instrument;
  const found: Omit<ValuesSummary, 'sentence'> = {
    instrument: { name, source, licence, items: items.length },
    scales: scales.map(({ groups: _groups, ...scale }) => scale),
    before: beforeOf(asked, scales),
    arms: arms.map(({ summary }) => summary),
    against: alone?.summary.arm ?? null,
    changes: [...changes],
    margin,
    verdict,
  };
  return { ...found, sentence: valuesSentence(found) };
}

function beforeOf(each: readonly (readonly ValueAnswer[])[], scales: readonly MadeScale[]): ValuesSummary['before'] {
  const own = each.flatMap((answers) => Object.values(agreementsOf(answers)));
  const asked = each.flat();
  const masses = asked.flatMap(({ mass }) => (mass === null || mass === undefined ? [] : [mass]));
  const scoreOf = (scale: MadeScale): number | null => {
    const scores = own.flatMap((one) => scoreOn(scale, one) ?? []);
    return scores.length === 0 ? null : mean(scores);
  };
  return {
    answers: asked.length - failuresIn(asked).length,
    missing: tally(failuresIn(asked)),
    mass: masses.length === 0 ? null : mean(masses),
    scores: Object.fromEntries(scales.map((scale) => [scale.name, scoreOf(scale)])),
  };
}

interface ArmValues {
  readonly summary: ValueArm;
  /** By scale, in their order. */
  readonly shifts: readonly Values[];
}

function armValues(
  arm: string,
  given: { readonly runs: readonly ValuedRun[]; readonly scales: readonly MadeScale[]; readonly chances: Chances },
): ArmValues {
  const { scales, chances } = given;
  const runs = given.runs.filter((run) => run.arm === arm);
  const pairs = runs.map(({ seed, before, after }) => ({ seed, people: peopleOf(before, after) }));
  const shifts = scales.map(
    (scale): Values =>
      new Map(
        pairs.flatMap(({ seed, people }) => {
          const moved = people.flatMap(([was, is]) => changeOn(scale, was, is) ?? []);
          return moved.length === 0 ? [] : [[seed, mean(moved)] as const];
        }),
      ),
  );
  const failed = runs.flatMap(({ after }) => failuresIn(after));
  const estimate = (values: Values, scale: string): Estimate =>
    estimateOf(
      measured(values, 'mean', () => chances('values', arm, scale)),
      values.size,
      METHOD,
    );
  const summary: ValueArm = {
    arm,
    runs: runs.length,
    answers: runs.reduce((sum, { after }) => sum + after.length, 0) - failed.length,
    missing: tally(failed),
    shifts: Object.fromEntries(scales.map(({ name }, at) => [name, estimate(shifts[at] as Values, name)])),
    ...boundsOf(pairs, scales),
  };
  return { summary, shifts };
}

/** Everybody who was asked both times. */
function peopleOf(
  before: readonly ValueAnswer[],
  after: readonly ValueAnswer[],
): readonly (readonly [Agreements, Agreements])[] {
  const [was, is] = [agreementsOf(before), agreementsOf(after)];
  return Object.entries(is).flatMap(([agent, own]) => (was[agent] === undefined ? [] : [[was[agent], own] as const]));
}

/** Nothing where every answer is there. */
function boundsOf(
  pairs: readonly { readonly people: ReturnType<typeof peopleOf> }[],
  scales: readonly MadeScale[],
): Pick<ValueArm, 'bounds'> {
  const asked = pairs.filter(({ people }) => people.length > 0);
  const isMissing = ([was, is]: readonly [Agreements, Agreements]): boolean =>
    [was, is].some((own) => Object.values(own).includes(null));
  if (!asked.some(({ people }) => people.some(isMissing))) return {};
  const bounds = scales.map((scale) => {
    const end = (at: 0 | 1): number =>
      mean(asked.map(({ people }) => mean(people.map(([was, is]) => changeBounds(scale, was, is)[at]))));
    return [scale.name, { low: end(0), high: end(1) }] as const;
  });
  return { bounds: Object.fromEntries(bounds) };
}

interface Contrast {
  readonly difference: Estimate;
  readonly p: number;
  readonly at90: Interval;
  readonly at95: Interval;
}

function changesOf(given: {
  readonly met: ArmValues | undefined;
  readonly alone: ArmValues | undefined;
  readonly scales: readonly MadeScale[];
  readonly chances: Chances;
  readonly margin: number;
}): readonly ValueChange[] {
  const { met, alone, scales, margin } = given;
  const contrasts = scales.map(({ name }, at) => contrastOf(name, [met?.shifts[at], alone?.shifts[at]], given.chances));
  const adjusted = new Map<number, number>();
  for (const kind of ['dimension', 'statement'] as const) {
    const places = scales.flatMap((scale, at) => (scale.kind === kind && contrasts[at] !== null ? [at] : []));
    holm(places.map((at) => contrasts[at]?.p ?? 1)).forEach((p, place) => adjusted.set(places[place] as number, p));
  }
  return scales.map(({ name, kind }, at): ValueChange => {
    const found = contrasts[at] ?? null;
    const raised = adjusted.get(at) ?? null;
    const judged = kind !== 'acquiescence';
    return {
      scale: name,
      difference: found?.difference ?? null,
      p: found?.p ?? null,
      adjusted: raised,
      verdict: judged ? verdictOf(found, raised, margin) : null,
    };
  });
}

function contrastOf(
  scale: string,
  [met, alone]: readonly [Values | undefined, Values | undefined],
  chances: Chances,
): Contrast | null {
  const pairs = [...(met ?? [])].flatMap(([seed, value]) => {
    const other = alone?.get(seed);
    return other === undefined ? [] : [{ seed, pair: [value, other] as const }];
  });
  if (pairs.length === 0) return null;
  const both = pairs.map(({ pair }) => pair);
  const at = (level: number): Interval => bootstrapPairs(both, { chance: chances('values', 'changed', scale), level });
  const differences = pairs.map(({ seed, pair: [a, b] }) => ({ run: String(seed), value: a - b }));
  const { difference: value, probability } = signFlipTest(differences, { chance: chances('values', 'signs', scale) });
  const at95 = at(0.95);
  return { difference: { value, ...at95, n: pairs.length, method: METHOD }, p: probability, at90: at(0.9), at95 };
}

function verdictOf(found: Contrast | null, raised: number | null, margin: number): ValueChange['verdict'] {
  if (found === null || raised === null) return 'inconclusive';
  const { at90, at95, difference } = found;
  if (difference.n < FEWEST_RUNS) return 'inconclusive';
  if (equivalence({ at90, at95, n: difference.n }, margin) === 'equivalent') return 'no';
  return raised <= LEVEL ? 'yes' : 'inconclusive';
}

function failuresIn(answers: readonly ValueAnswer[]): readonly string[] {
  return answers.flatMap(({ failure }) => (failure === undefined ? [] : [failure.kind]));
}

function tally(reasons: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
