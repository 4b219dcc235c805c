import { formatOf, leftOut, loadPopulation, savePopulation, type PopulationFormat } from '../persona/index.js';
import { printJson } from './_internals/print-json.js';
import { refuseToOverwrite } from './_internals/refuse-to-overwrite.js';
import type { Context } from './context.js';

/** Options of `personas convert`, as commander collects them. */
export interface ConvertOptions {
  readonly to?: PopulationFormat;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Writes a population in another format, and says what that leaves out. */
export async function convertPopulation(
  from: string,
  out: string,
  { options, terminal }: { readonly options: ConvertOptions; readonly terminal: Context['terminal'] },
): Promise<void> {
  const format = options.to ?? formatOf(out);
  refuseToOverwrite({ out, force: options.force });
  const population = await loadPopulation(from);
  await savePopulation(out, population, { format });
  const lost = leftOut(population, format);
  const warnings = lost.length === 0 ? [] : [`${format} has no room for ${lost.join(', ')}: left out`];
  const people = population.personas.length;
  if (options.json === true)
    return printJson(terminal, { status: 'done', data: { file: out, format, people }, warnings });
  for (const warning of warnings) terminal.warn(warning);
  terminal.result(`${out}: ${people} people as ${format}`);
}
