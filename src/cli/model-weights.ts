import type { KnownWeights } from '../model/index.js';
import type { GgufDescription } from '../model/llama/index.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

interface Options {
  readonly json?: boolean;
}

/** Lists the models that are known: the user's, then those that are built in. */
export async function listModels(options: Options, { terminal }: Context): Promise<void> {
  const { cacheFolder, listWeights, registryFile } = await import('../model/index.js');
  const all = await listWeights();
  const models = all.map(({ name, bytes, licence, path, registeredIn = null }) => {
    return { name, bytes, licence, path, registeredIn };
  });
  const data = { cache: cacheFolder(), registry: registryFile(), models };
  if (options.json === true) return printJson(terminal, { status: 'done', data });
  for (const { name, bytes, licence, path, registeredIn } of models) {
    const registered = registeredIn === null ? 'built in' : `registered in ${registeredIn}`;
    terminal.result(`${name}  ${megabytes(bytes)}  ${licence}  ${path ?? 'not fetched yet'}  (${registered})`);
  }
}

/** Tells all that is known of a model, and what its file says of itself where it is here. */
export async function describeModel(name: string | undefined, options: Options, { terminal }: Context): Promise<void> {
  const { DEFAULT_WEIGHTS, knownWeights, listWeights, sourcesOf } = await import('../model/index.js');
  const known = await knownWeights(name ?? DEFAULT_WEIGHTS);
  const path = (await listWeights()).find((weights) => weights.name === known.name)?.path ?? null;
  const sources = [
    ...(known.path === undefined ? [] : [`the file ${known.path}`]),
    'the cache',
    ...sourcesOf(known).map((source) => source.name),
  ];
  const file = path === null ? null : await inspected(path);
  const {
    path: _own,
    file: _cached,
    registeredIn = null,
    hubPath: _hub,
    urls: _urls,
    python: _python,
    ...about
  } = known;
  if (options.json === true) {
    return printJson(terminal, { status: 'done', data: { ...about, registeredIn, path, sources, file } });
  }
  for (const [what, value] of rowsOf(known, { path, sources, file })) terminal.result(`${what.padEnd(14)}${value}`);
}

/** Removes weights from the cache. */
export async function removeModel(name: string, options: Options, { terminal }: Context): Promise<void> {
  const { removeWeights } = await import('../model/index.js');
  const removed = await removeWeights(name);
  if (options.json === true) return printJson(terminal, { status: 'done', data: removed });
  const { files, bytes, kept } = removed;
  if (files.length === 0) terminal.result(`${name}: nothing of it is in the cache.`);
  else terminal.result(`${name}: removed from the cache; ${megabytes(bytes)} are free again.`);
  if (kept !== null) terminal.result(`${kept} is a file of yours and stays.`);
}

type Found = Readonly<Record<string, unknown>> & {
  readonly path: string | null;
  readonly sources: readonly string[];
  readonly file: GgufDescription | { readonly unreadable: string } | null;
};

function rowsOf(known: KnownWeights, { path, sources, file }: Found): readonly (readonly [string, string])[] {
  const { name, source, licence, bytes, sha256, parameters, contextSize, chatTemplate, elicitation } = known;
  return [
    ['name', `${name} (${known.registeredIn === undefined ? 'built in' : `registered in ${known.registeredIn}`})`],
    ['source', source],
    ['licence', licence],
    ['size', `${megabytes(bytes)}${parameters === null ? '' : `, ${millions(parameters)} parameters`}`],
    ['sha256', sha256],
    ['context', contextSize === null ? 'not known' : `${contextSize} tokens at most`],
    ['chat template', chatTemplate],
    ['asked by', `${elicitation.form} (--form says otherwise)`],
    ['weights', path ?? `not here yet: \`mesocosm model pull ${name}\``],
    ['had from', sources.join(', then ')],
    ...fileRows(file),
  ];
}

function fileRows(file: Found['file']): readonly (readonly [string, string])[] {
  if (file === null) return [];
  if ('unreadable' in file) return [['file', file.unreadable]];
  const { architecture, parameters, contextSize, quantisation, chatTemplate } = file;
  const template = chatTemplate ? 'with a chat template' : 'without a chat template';
  const size = `${millions(parameters)} parameters, ${contextSize ?? 'unknown'} tokens`;
  return [['file', `${architecture}, ${quantisation ?? 'unknown quantisation'}, ${size}, ${template}`]];
}

/** What a file says of itself; why it says nothing where it cannot be read, as without node-llama-cpp. */
async function inspected(path: string): Promise<Found['file']> {
  const { inspectGguf } = await import('../model/llama/index.js');
  return inspectGguf(path).catch((error: unknown) => {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  });
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function millions(count: number): string {
  return `${Math.round(count / 1e6)} million`;
}
