import { resolve, dirname } from 'node:path';
import { nearest, userError } from '../../foundation/errors/index.js';
import { loadEndpointSettings } from '../../model/index.js';
import type { Json, Levels, ProtocolMind, ScenarioEntry, StudyProtocol } from '../../spec/index.js';
import type { OneMind } from '../choose-minds.js';
import type { Shares } from '../seats.js';
import { pathFrom } from './path-from.js';

/** What decides in a protocol, as a factor. */
export interface DecidingLevels {
  /** `mind`, `mixture`, `model` or `policy`, with its levels; nothing where one thing decides in all conditions. */
  readonly factor: { readonly [name: string]: Levels };
  /** All that decide somewhere, by name; absent where one does everywhere. */
  readonly minds?: { readonly [mind: string]: OneMind };
  /** What decides at a combination of levels, and for what share. */
  sharesAt(levels: { readonly [factor: string]: Json }): Shares | undefined;
}

/** Factors that say what decides, where the scenario has no parameter of the name. */
const OWN = ['model', 'policy'] as const;

/**
 * Makes a factor of what a protocol says of several minds: of `minds`, of `mixtures` of them, or of the factors `model` and
 * `policy`, whose levels are names.
 *
 * @throws MesocosmError (usage) naming the file, and what in it is not possible.
 */
export async function decidingLevels(
  protocol: StudyProtocol,
  { entry, file }: { readonly entry: ScenarioEntry; readonly file: string },
): Promise<DecidingLevels> {
  const { minds, mixtures } = protocol;
  const own = ownFactor(protocol, entry, file);
  if (own !== undefined) return ofNames(own, file);
  if (minds === undefined) return { factor: {}, sharesAt: () => undefined };
  const opened = await Promise.all(
    Object.entries(minds).map(async ([name, mind]) => [name, await mindOf(mind, { name, file })] as const),
  );
  const all = Object.fromEntries(opened);
  if (mixtures === undefined) {
    const levels = Object.fromEntries(Object.keys(minds).map((name) => [name, name]));
    return { factor: { mind: levels }, minds: all, sharesAt: ({ mind }) => ({ [String(mind)]: 1 }) };
  }
  assertParts(mixtures, Object.keys(minds), file);
  // Mixtures that are called by numbers, for example a share, make a curve.
  const names = Object.keys(mixtures);
  const levels = names.every(isNumber)
    ? names.map(Number).toSorted((a, b) => a - b)
    : Object.fromEntries(names.map((name) => [name, name]));
  const used = new Set(Object.values(mixtures).flatMap((shares) => Object.keys(shares)));
  return {
    factor: { mixture: levels },
    minds: Object.fromEntries(opened.filter(([name]) => used.has(name))),
    sharesAt: ({ mixture }) => mixtures[String(mixture)],
  };
}

function isNumber(name: string): boolean {
  return name.trim() !== '' && JSON.stringify(Number(name)) === name;
}

interface OwnFactor {
  readonly kind: (typeof OWN)[number];
  readonly levels: Levels;
}

function ownFactor(protocol: StudyProtocol, entry: ScenarioEntry, where: string): OwnFactor | undefined {
  const { factors, minds, model, policy, mind } = protocol;
  const parameters = Object.keys(entry.parameters.shape);
  const named = OWN.filter((kind) => Object.hasOwn(factors, kind) && !parameters.includes(kind));
  const [kind] = named;
  if (kind === undefined) return undefined;
  const others = Object.entries({ minds, model, policy, mind }).find(([, given]) => given !== undefined);
  if (named.length > 1 || others !== undefined) {
    const beside = others === undefined ? `the factor "${named[1]}"` : `"${others[0]}"`;
    const what = `the factor "${kind}" says what decides in each condition, and does not go with ${beside}`;
    throw userError({ kind: 'usage', what, where, remedy: 'name all that decide in "minds"' });
  }
  return { kind, levels: factors[kind] as Levels };
}

/** Levels that are names of models or of tables. */
function ofNames({ kind, levels }: OwnFactor, where: string): DecidingLevels {
  const named = Array.isArray(levels) ? levels.map((value) => [String(value), value] as const) : Object.entries(levels);
  const bad = named.find(([, value]) => typeof value !== 'string' || value === '');
  if (bad !== undefined) {
    const what = `the level "${bad[0]}" of the factor "${kind}" is no name of a ${kind === 'model' ? 'model' : 'table'}`;
    throw userError({ kind: 'usage', what, where, expected: 'a name, as the command line takes it' });
  }
  const minds = named.map(([name, value]) => [name, { [kind]: pathFrom(where, value as string) }] as const);
  const names = Object.fromEntries(named.map(([name, value]) => [name, value]));
  return {
    factor: { [kind]: Array.isArray(levels) ? levels : names },
    minds: Object.fromEntries(minds),
    sharesAt: (at) => ({ [String(at[kind])]: 1 }),
  };
}

async function mindOf(
  { model, policy, fallback, mind, baseUrl, modelOptions, keyVariable }: ProtocolMind,
  { name, file }: { readonly name: string; readonly file: string },
): Promise<OneMind> {
  if (policy !== undefined) return { policy: pathFrom(file, policy), ...(fallback === undefined ? {} : { fallback }) };
  if (mind !== undefined) return { mind };
  const settings = modelOptions === undefined ? {} : await loadEndpointSettings(resolve(dirname(file), modelOptions));
  const languageModel = {
    ...settings,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(keyVariable === undefined ? {} : { apiKey: keyIn(keyVariable, { name, file }) }),
  };
  return { model: pathFrom(file, model as string), languageModel };
}

function keyIn(variable: string, { name, file }: { readonly name: string; readonly file: string }): string {
  const key = process.env[variable];
  if (key !== undefined && key !== '') return key;
  const what = `the key of "${name}" is in the environment variable ${variable}, and that is not set`;
  throw userError({ kind: 'usage', what, where: file, remedy: `set ${variable}, or leave "keyVariable" away` });
}

function assertParts(mixtures: NonNullable<StudyProtocol['mixtures']>, minds: readonly string[], where: string): void {
  for (const [mixture, shares] of Object.entries(mixtures)) {
    const names = Object.keys(shares);
    if (names.length === 0) throw userError({ kind: 'usage', what: `the mixture "${mixture}" has no parts`, where });
    const foreign = names.find((name) => !minds.includes(name));
    if (foreign === undefined) continue;
    const near = nearest(foreign, minds);
    throw userError({
      kind: 'usage',
      what: `the mixture "${mixture}" has a part "${foreign}", and there is no mind of that name`,
      where,
      available: minds,
      ...(near === undefined ? {} : { given: foreign }),
    });
  }
}
