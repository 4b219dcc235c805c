import { holm } from '../../foundation/statistics/index.js';
import type { Chances, InformationMeasure, InformationSummary, RunRecord } from '../../spec/index.js';
import { choiceTrajectories } from './choice-trajectories.js';
import { informationOf } from './information-of.js';
import { MEASURES } from './_internals/measure-list.js';
import type { WindowRule } from './window.js';

/**
 * The window of a study: from the first choice of each agent to where nine of ten agree for forty choices on end, which is
 * twenty steps of two agents and five of eight or more, of runs that have at least six steps before that. Few agents who do
 * not know of each other soon agree for some steps by chance, and two who copy each other agree most of the time without
 * having settled.
 *
 * @param agents How many there are.
 */
export function studyWindow(agents: number): WindowRule {
  return { from: 0, threshold: 0.9, lasting: Math.max(5, Math.ceil(40 / Math.max(1, agents))), least: 6 };
}

/** Of so many runs of a condition information is measured, in the order of their seeds. */
export const MOST_INFORMATION_RUNS = 40;

/** What a study looks at in each run. */
const LOOKED_AT = { pairs: 15, triplets: 4, identityShuffles: 19 };

/** The corrected p of a test can only fall below its level where surrogates are many enough for all tests. */
const SURROGATES_A_TEST = 40;
const SURROGATES = { least: 199, most: 1999 };

/**
 * Information in what agents of a condition chose where they meet: see {@link informationOf}. The window is
 * {@link studyWindow}; levels are those of each test by itself until {@link holmOverTests} has seen all.
 *
 * @param records Runs of the arm in which agents meet.
 * @param how.conditions How many conditions the study has: the more tests it makes, the more surrogates each takes.
 */
export function informationInStudy(
  records: readonly RunRecord[],
  how: { readonly options: readonly string[]; readonly conditions: number; readonly chances: Chances },
): InformationSummary {
  const first = records.toSorted((one, other) => one.seed - other.seed).slice(0, MOST_INFORMATION_RUNS);
  const runs = choiceTrajectories(first, how.options);
  const tests = how.conditions * MEASURES.filter(({ tested }) => tested).length;
  const surrogates = Math.min(SURROGATES.most, Math.max(SURROGATES.least, SURROGATES_A_TEST * tests - 1));
  const window = studyWindow(runs[0]?.trajectories.length ?? 0);
  const found = informationOf(runs, { ...LOOKED_AT, window, surrogates, chances: how.chances });
  return runs.length > 0 || records.length === 0 ? found : { ...found, reason: 'nobody chose among options' };
}

/**
 * Raises the p of each test against cross-run surrogates for the number of such tests in a study (see {@link holm}), and
 * judges by the raised ones. What is inconclusive stays so; where surrogates are too few for so many tests, a test that finds
 * nothing becomes it.
 *
 * @param summaries Of all conditions of a study.
 */
export function holmOverTests(summaries: readonly InformationSummary[]): InformationSummary[] {
  const tests = summaries.flatMap(({ measures }) => measures.flatMap(({ crossRun }) => crossRun?.p ?? []));
  const raised = holm(tests);
  let at = 0;
  return summaries.map((summary) => ({
    ...summary,
    measures: summary.measures.map((measure) => {
      if (measure.crossRun === null) return measure;
      const adjusted = raised[at] as number;
      at += 1;
      return { ...measure, adjusted, ...judged(measure, { adjusted, alpha: summary.alpha, tests: tests.length }) };
    }),
  }));
}

function judged(
  { verdict, note, crossRun }: InformationMeasure,
  { adjusted, alpha, tests }: { readonly adjusted: number; readonly alpha: number; readonly tests: number },
): Pick<InformationMeasure, 'verdict' | 'note'> {
  if (verdict === 'inconclusive' || verdict === 'not-tested') return { verdict, note };
  if (adjusted <= alpha) return { verdict: 'above-surrogates', note };
  const within = tests / ((crossRun?.surrogates ?? 0) + 1) <= alpha;
  if (within) return { verdict: 'not-above-surrogates', note };
  return { verdict: 'inconclusive', note: `too few surrogates for the ${tests} tests of the study` };
}
