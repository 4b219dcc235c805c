import { userError } from '../foundation/errors/index.js';
import {
  formatOf,
  leftOut,
  loadMarginals,
  loadPopulation,
  rake,
  savePopulation,
  withWeights,
} from '../persona/index.js';
import { printJson } from './_internals/print-json.js';
import { refuseToOverwrite } from './_internals/refuse-to-overwrite.js';
import type { Context } from './context.js';

/** Options of `personas reweight`, as commander collects them. */
export interface ReweightOptions {
  readonly marginals: string;
  readonly out: string;
  readonly leastEffective: number;
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
 * Gives everybody a weight, so that the population has target shares.
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
  if (format === 'concordia') {
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
  const weighted = withWeights(population, weights);
  await savePopulation(out, weighted, { format });
  const people = weights.length;
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  const lost = leftOut(weighted, format);
  const warnings = lost.length === 0 ? [] : [`${format} has no room for ${lost.join(', ')}: left out`];
  if (options.json === true) {
    return printJson(terminal, { status: 'done', data: { file: out, people, effectiveSize, rounds, least, most }, warnings }); // prettier-ignore
  }
  for (const warning of warnings) terminal.warn(warning);
  const share = Math.round((100 * effectiveSize) / people);
  terminal.result(`${out}: ${people} people, weights from ${least.toFixed(2)} to ${most.toFixed(2)}`);
  terminal.result(`worth ${effectiveSize.toFixed(1)} people of equal weight (${share} %), after ${rounds} rounds`);
}
