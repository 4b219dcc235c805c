import { userError } from '../foundation/errors/index.js';
import {
  drawByWeight,
  formatOf,
  largestDifference,
  leftOut,
  loadMarginals,
  loadPopulation,
  rake,
  savePopulation,
  withWeights,
  type Marginal,
} from '../persona/index.js';
import { printJson } from './_internals/print-json.js';
import { refuseToOverwrite } from './_internals/refuse-to-overwrite.js';
import type { Population } from '../spec/index.js';
import type { Context } from './context.js';
import type { Terminal } from './terminal.js';

/** Options of `personas reweight`, as commander collects them. */
export interface ReweightOptions {
  readonly marginals: string;
  readonly out: string;
  readonly leastEffective: number;
  /** Number of people to draw by weight, in place of weights. */
  readonly draw?: number;
  readonly seed?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Remedy for each reason not to weight. */
const REMEDIES = {
  'no-place': 'give everybody a place, or take that marginal away',
  'bad-shares': 'correct the marginals; docs/formats.md describes them, section "Marginals file"',
  'empty-cell': 'join that cell with its neighbour, or make people who stand there',
  'no-convergence': 'take one of the marginals away, or make more people where they cross',
  'too-few-effective': 'make more people where the targets are high, join cells, or lower --least-effective',
} as const;

/**
 * Gives everybody a weight, so that the population has target shares; or draws people by those weights.
 *
 * @throws MesocosmError (usage) where there are no weights that one should use.
 */
export async function reweightPopulation(
  from: string,
  options: ReweightOptions,
  { terminal }: Pick<Context, 'terminal'>,
): Promise<void> {
  const { out, marginals: file, leastEffective } = options;
  const format = formatOf(out);
  refuseToOverwrite(options);
  if (options.draw === undefined && options.seed !== undefined) {
    const remedy = 'leave it out, or say with --draw how many people to draw';
    throw userError({ kind: 'usage', what: '--seed has nothing to do without --draw', remedy });
  }
  if (format === 'concordia' && options.draw === undefined) {
    throw userError({
      kind: 'usage',
      what: "Concordia's personas have no room for weights",
      where: out,
      remedy: 'write .jsonl, .json or .csv',
    });
  }
  const population = await loadPopulation(from);
  const { marginals } = await loadMarginals(file);
  const raked = rake({ population, marginals, leastEffectiveShare: leastEffective });
  if (!raked.ok) {
    const { kind, message } = raked.failure;
    throw userError({
      kind: 'usage',
      what: message,
      where: kind === 'bad-shares' ? file : from,
      remedy: REMEDIES[kind],
    });
  }
  const { weights, effectiveSize, rounds } = raked.value;
  const weighted = weightedOrDrawn(population, { weights, marginals, options });
  await savePopulation(out, weighted, { format });
  const people = weights.length;
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  const lost = leftOut(weighted, format);
  const warnings = lost.length === 0 ? [] : [`${format} has no room for ${lost.join(', ')}: left out`];
  if (options.draw !== undefined) {
    return tellDrawn(weighted, { options, marginals, effectiveSize, warnings, terminal });
  }
  if (options.json === true) {
    return printJson(terminal, { status: 'done', data: { file: out, people, effectiveSize, rounds, least, most }, warnings }); // prettier-ignore
  }
  for (const warning of warnings) terminal.warn(warning);
  const share = Math.round((100 * effectiveSize) / people);
  terminal.result(`${out}: ${people} people, weights from ${least.toFixed(2)} to ${most.toFixed(2)}`);
  terminal.result(`worth ${effectiveSize.toFixed(1)} people of equal weight (${share} %), after ${rounds} rounds`);
}

function weightedOrDrawn(
  population: Population,
  about: {
    readonly weights: readonly number[];
    readonly marginals: readonly Marginal[];
    readonly options: ReweightOptions;
  },
): Population {
  const { weights, marginals, options } = about;
  const { draw, seed = 1 } = options;
  if (draw === undefined) return withWeights(population, weights);
  return drawByWeight({ population, weights, size: draw, seed, marginals });
}

/** Says how many people were drawn, how many of them differ, and how far they are from the targets. */
function tellDrawn(
  drawn: Population,
  how: {
    readonly options: ReweightOptions;
    readonly marginals: readonly Marginal[];
    readonly effectiveSize: number;
    readonly warnings: readonly string[];
    readonly terminal: Terminal;
  },
): void {
  const { options, marginals, effectiveSize, terminal } = how;
  const people = drawn.personas.length;
  const different = new Set(drawn.personas.map(({ provenance }) => provenance?.['drawnFrom'])).size;
  const missed = largestDifference(drawn, marginals);
  const worth = `the weighted people are worth ${effectiveSize.toFixed(1)}`;
  const warnings = [
    ...how.warnings,
    ...(people > effectiveSize
      ? [`${people} people were drawn, and ${worth}: copies of one are no further people`]
      : []),
    ...(missed.ok ? [] : [`the targets are not met: ${missed.failure.message}`]),
  ];
  const largest = missed.ok ? missed.value.difference : null;
  if (options.json === true) {
    const data = { file: options.out, people, different, effectiveSize, largestDifference: largest };
    return printJson(terminal, { status: 'done', data, warnings });
  }
  for (const warning of warnings) terminal.warn(warning);
  terminal.result(`${options.out}: ${people} people, ${different} of them different; ${worth}`);
  if (missed.ok && missed.value.by !== '') {
    const { difference, by, cell } = missed.value;
    terminal.result(`largest difference from a target share: ${difference.toFixed(3)}, cell ${cell} of ${by}`);
  }
}
