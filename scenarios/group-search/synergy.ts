import {
  figure,
  informationOf,
  type FindingsTable,
  type InformationMeasure,
  type InformationOptions,
  type InformationSummary,
  type RunRecord,
  type RunTrajectories,
} from 'mesocosm';

/**
 * How information in guesses is measured, settled before any run: guesses in two bins, from one round to the next, in the rounds
 * that all runs of an arm have in common, of which there must be at least eight, until all have named the same number twice.
 */
export const GUESS_INFORMATION: InformationOptions = {
  window: { threshold: 1, lasting: 2, least: 8 },
  bins: 2,
  lag: 1,
  surrogates: 99,
  identityShuffles: 0,
  pairs: 20,
};

/** Fewer runs than this of an arm are not tested. */
const FEWEST_RUNS = 6;

/**
 * The guesses of every agent, round by round, as the analysis of information takes them: one entry a run, in the order given.
 * Runs in which nobody guessed are left out.
 */
export function guessTrajectories(records: readonly RunRecord[]): readonly RunTrajectories[] {
  return records.flatMap(({ condition, arm, seed, cases }) => {
    const run = `${condition}.${arm}.${seed}`;
    const trajectories = (cases?.['roles'] ?? []).map(({ agent, guesses }) => ({
      run,
      agent: String(agent),
      values: guesses as readonly (number | null)[],
    }));
    return trajectories.length === 0 ? [] : [{ run, trajectories }];
  });
}

/**
 * What the guesses of two agents tell together of their next ones that neither tells alone, and the like of whole groups, beside
 * what made-up groups of agents of different runs show, who never met.
 *
 * Source: Riedl 2026, arXiv 2510.05174, for the question; the measures are those of `informationOf`.
 */
export function synergyTable(
  arms: readonly { readonly name: string; readonly records: readonly RunRecord[] }[],
): readonly FindingsTable[] {
  const ran = arms.filter(({ records }) => records.length > 0);
  if (ran.length === 0) return [];
  return [
    {
      name: 'synergy',
      title: 'Whether a group tells more of what it does next than its agents',
      sentence: null,
      head: ['arm', 'runs used', 'rounds', 'synergy, bits', 'beyond made-up groups', 'emergence Ψ', 'triplets G3'],
      rows: ran.map(({ name, records }) => rowOf(name, informationOf(guessTrajectories(records), GUESS_INFORMATION))),
      note:
        'Guesses in two bins, from one round to the next; intervals over runs. Synergy above 0 is no sign by itself: what counts is ' +
        'how much more it is than in groups made up of agents from different runs, and p says how often these show as much. Agents ' +
        'of a run are told of one sum and look for one number, which couples them without any part that they take. Each p is of one test: correct for their ' +
        `number. Arms with fewer than ${FEWEST_RUNS} runs, or runs that end early, are not tested. Ψ of 0 or less says nothing.`,
    },
  ];
}

function rowOf(name: string, summary: InformationSummary): string[] {
  const { runs, window, measures, reason } = summary;
  const used = `${runs.used} of ${runs.given}`;
  if (reason !== null) return [name, used, '0', reason, '', '', ''];
  const find = (wanted: InformationMeasure['name']): InformationMeasure | undefined =>
    measures.find((measure) => measure.name === wanted);
  const tested = runs.used >= FEWEST_RUNS;
  const excess = find('synergy');
  return [
    name,
    used,
    String(window.to - window.from),
    estimateIn(excess?.value),
    tested ? `${estimateIn(excess?.excess)}${chanceOf(excess)}` : 'too few runs',
    estimateIn(find('emergence')?.value),
    `${estimateIn(find('triplet-gain')?.value)}${tested ? chanceOf(find('triplet-gain')) : ''}`,
  ];
}

function estimateIn(estimate: InformationMeasure['excess'] | undefined): string {
  if (estimate?.value === null || estimate?.value === undefined) return 'not known';
  const { value, low, high } = estimate;
  const ends = low === null || high === null ? '' : ` [${figure(low)}, ${figure(high)}]`;
  return `${figure(value)}${ends}`;
}

function chanceOf(measure: InformationMeasure | undefined): string {
  const against = measure?.crossRun ?? null;
  return against === null ? '' : `, p = ${figure(against.p)}`;
}
