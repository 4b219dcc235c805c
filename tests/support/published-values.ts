/**
 * Values that were recomputed independently from the public tables of Ashery, Aiello, Baronchelli 2025 (Science Advances
 * 11(20), eadu9368; raw runs in Ariel-Flint-Ashery/AI-norms, commit e57aeef): two independent simulations, N = 24,
 * memory of 5. They derive from the same data as the tables here, so agreement is a regression test, no prediction.
 */

/** Seeds of every comparison: 1 to the number of runs. */
export const FIRST_SEED = 1;

/** Repetitions of the full comparison, and of the reduced ones; tipping runs are ten times as long as others. */
export const RUNS = { full: 1000, reduced: 200, reducedTipping: 60 } as const;

/**
 * Share of runs won by M (a tie is half) and median interactions to the end, which are 72 matches in a row or 3,600
 * interactions. Table `baseline`, 10,000 runs.
 */
export const winners = [
  { table: 'llama-3-70b', fallback: 'uniform', shareOfM: 0.976, median: [215, 219] },
  { table: 'llama-3-70b', fallback: 'suffix', shareOfM: 0.972, median: [215, 219] },
  { table: 'llama-3-70b', fallback: 'repeat-last', shareOfM: 0.976, median: [215, 219] },
  { table: 'claude-3.5-sonnet', fallback: 'uniform', shareOfM: 0.612, median: [180, 185] },
  { table: 'claude-3.5-sonnet', fallback: 'suffix', shareOfM: 0.599, median: [180, 185] },
  { table: 'claude-3.5-sonnet', fallback: 'repeat-last', shareOfM: 0.61, median: [180, 185] },
] as const;
export const WINNER_RUNS = 10_000;

/** Share of the Claude runs with the fallback `repeat-last` that end without a convention. */
export const CLAUDE_REPEAT_LAST_WITHOUT_CONVENTION = 0.045;

/**
 * Share of runs flipped at 720 and at 2,400 interactions: at least 95 % of the uncommitted choices in the last 72
 * interactions are the alternative. Table `all`, fallback `suffix`, 2,000 runs a cell; the uncommitted start with five
 * successes of the incumbent, `committed` of 24 always say the alternative, there is no stop rule.
 */
export const tipping = [
  { table: 'claude-3.5-sonnet:all', incumbent: 'M', committed: 3, flipped: [0.09, 0.4] },
  { table: 'claude-3.5-sonnet:all', incumbent: 'M', committed: 4, flipped: [0.82, 1] },
  { table: 'claude-3.5-sonnet:all', incumbent: 'Q', committed: 3, flipped: [0.06, 0.29] },
  { table: 'claude-3.5-sonnet:all', incumbent: 'Q', committed: 4, flipped: [0.72, 1] },
  { table: 'llama-3-70b:all', incumbent: 'M', committed: 1, flipped: [0.01, 0.05] },
  { table: 'llama-3-70b:all', incumbent: 'M', committed: 2, flipped: [0.26, 0.73] },
  { table: 'llama-3-70b:all', incumbent: 'M', committed: 3, flipped: [0.8, 1] },
] as const;
/** The one cell that gives its outcome without a horizon; it is taken at 2,400. */
export const tippingLlamaFromQ = { table: 'llama-3-70b:all', incumbent: 'Q', committed: 1, flipped: 1 } as const;
export const TIPPING_RUNS = 2_000;

/**
 * Three standard errors of the difference of two shares, plus half a unit of the last digit given. Shares given as 0 or 1
 * are taken as half a per cent from it, which is what two digits can tell.
 */
export function shareTolerance(share: number, runs: number, givenFrom: { runs: number; digits: number }): number {
  const inside = Math.min(0.995, Math.max(0.005, share));
  const variance = inside * (1 - inside) * (1 / runs + 1 / givenFrom.runs);
  return 3 * Math.sqrt(variance) + 0.5 * 10 ** -givenFrom.digits;
}

/** Three standard errors of a median, by the normal approximation with the interquartile range as the scale. */
export function medianTolerance(values: readonly number[], givenFromRuns: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const deviation = (at(0.75) - at(0.25)) / 1.349;
  return 3 * 1.2533 * deviation * Math.sqrt(1 / values.length + 1 / givenFromRuns);
}

/**
 * Glauber agents at the values of beta refitted from public data of De Marzo, Castellano, Garcia 2026 (Science Advances
 * 12(33), eaea6091), N = 50, 100 runs from an equal start: runs that reach unanimity for the first time within 100 N, as
 * [least, most]. `lasting` is the share that is unanimous at 100 N, as [least, most]; `null` where none is given.
 */
export const glauber = [
  { beta: 0.11, firstUnanimity: [0, 2], lasting: [0, 0.02] },
  { beta: 0.8, firstUnanimity: [0, 2], lasting: [0, 0.02] },
  { beta: 1.47, firstUnanimity: [98, 100], lasting: [0, 0.1] },
  { beta: 2.86, firstUnanimity: [98, 100], lasting: null },
  { beta: 4.84, firstUnanimity: [98, 100], lasting: [0.95, 1] },
  { beta: 9.14, firstUnanimity: [98, 100], lasting: [1, 1] },
] as const;

/**
 * First times of unanimity of 50 agents of Llama-3-70B, in single updates, of which the refitted beta is 1.47: public data of De
 * Marzo, Castellano, Garcia 2026 (repository giordano-demarzo/LLMs-Opinion-Dynamics, commit 889567c).
 */
export const publishedConsensusTimes = { beta: 1.47, agents: 50, updates: [650, 1052, 463, 676, 1559] } as const;

/** Answers that were sampled at each majority in those data. */
export const SAMPLES_A_POINT = 200;
/** Largest deviation of the refitted beta (binomial likelihood over all decisions) from the true one. */
export function betaTolerance(beta: number): number {
  return Math.max(0.03, 0.05 * beta);
}

/**
 * Mean B and standard deviation D of beliefs at the end, with cumulative memory, by framing and confirmation bias: Chuang et al. 2024
 * (arXiv 2311.09618), table 1; ten people, 100 steps, gpt-3.5-turbo-16k, 15 topics. `start` is that of the uniform start.
 */
export const publishedBeliefs = {
  start: { B: 0, D: 1.49 },
  cumulative: [
    { framing: 'false', bias: 'none', B: -1.33, D: 0.6 },
    { framing: 'false', bias: 'weak', B: -0.96, D: 0.87 },
    { framing: 'false', bias: 'strong', B: -0.9, D: 1.24 },
    { framing: 'true', bias: 'none', B: 0.52, D: 0.66 },
    { framing: 'true', bias: 'weak', B: 0.56, D: 0.95 },
    { framing: 'true', bias: 'strong', B: -0.1, D: 1.52 },
  ],
} as const;
