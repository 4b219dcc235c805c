import type { Command } from 'commander';
import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import type { ScenarioEntry } from '../../spec/index.js';

/** `edgeProbability` becomes `--edge-probability`. */
export function flagOf(parameter: string): string {
  return `--${parameter.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Adds an option for every parameter of the scenarios; what a scenario does not have is refused later. */
export function addParameterOptions(command: Command, entries: readonly ScenarioEntry[]): void {
  const added = new Set<string>();
  for (const { parameters } of entries) {
    for (const name of Object.keys(parameters.shape)) {
      if (added.has(name)) continue;
      added.add(name);
      const owners = entries.filter((entry) => name in entry.parameters.shape);
      const whose = owners.length === entries.length ? '' : ` [${owners.map((entry) => entry.name).join(', ')}]`;
      const schema = parameters.shape[name] as z.ZodType;
      command.option(`${flagOf(name)} <value>`, `${schema.description ?? ''}${whose}`);
    }
  }
}

/**
 * The parameters that were given, as values.
 *
 * @param given Option values by name in camel case, as commander collects them.
 * @throws MesocosmError (usage) for a parameter of another scenario, or a value that does not fit.
 */
export function parametersGiven(
  entry: ScenarioEntry,
  given: { readonly [name: string]: unknown },
  every: readonly ScenarioEntry[],
): { readonly [name: string]: unknown } {
  const { shape } = entry.parameters;
  const foreign = every
    .flatMap(({ parameters }) => Object.keys(parameters.shape))
    .find((name) => given[name] !== undefined && !(name in shape));
  if (foreign !== undefined) {
    throw userError({
      kind: 'usage',
      what: `the scenario "${entry.name}" has no parameter ${flagOf(foreign)}`,
      given: flagOf(foreign),
      available: Object.keys(shape).map(flagOf),
    });
  }
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const text = given[name];
      return typeof text === 'string' ? [[name, valueOf(name, text, schema as z.ZodType)]] : [];
    }),
  );
}

/** The first reading of a text that the schema accepts. */
function valueOf(name: string, text: string, schema: z.ZodType): unknown {
  const readings = readingsOf(text);
  const found = readings.find((value) => schema.safeParse(value).success);
  if (found !== undefined) return found;
  const { description } = schema;
  throw userError({
    kind: 'usage',
    what: `${flagOf(name)} ${text} is not possible`,
    expected: expectationOf(schema),
    ...(description === undefined ? {} : { remedy: description }),
  });
}

/** What a text may stand for: a number, a word, JSON, `a,b,c`, or `key=value,key=value`. */
function readingsOf(text: string): readonly unknown[] {
  const scalar = (part: string): unknown => (part.trim() !== '' && !Number.isNaN(Number(part)) ? Number(part) : part);
  const words = { true: true, yes: true, false: false, no: false, none: null, null: null } as const;
  const parts = text.split(',').map((part) => part.trim());
  const pairs = parts.map((part) => part.split('='));
  return [
    // A list or an object that is written as JSON is meant as such, commas within it too.
    ...(/^\s*[[{]/.test(text) ? json(text) : []),
    ...(Object.hasOwn(words, text) ? [words[text as keyof typeof words]] : []),
    scalar(text),
    text,
    parts.map(scalar),
    parts,
    ...(pairs.every((pair) => pair.length === 2)
      ? [Object.fromEntries(pairs.map(([key, value]) => [key, scalar(value ?? '')]))]
      : []),
  ];
}

function json(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** What a schema accepts, in words, as far as its JSON schema tells. */
function expectationOf(schema: z.ZodType): string {
  const {
    $schema: _dialect,
    default: fallback,
    description: _words,
    ...rules
  } = z.toJSONSchema(schema, { io: 'input' });
  const suffix = fallback === undefined || fallback === null ? '' : ` (default ${JSON.stringify(fallback)})`;
  return `${inWords(rules)}${suffix}`;
}

function inWords(rules: z.core.JSONSchema.BaseSchema): string {
  if (rules.enum !== undefined) return `one of ${rules.enum.join(', ')}`;
  const either = rules.anyOf ?? rules.oneOf;
  if (either !== undefined) return either.map((one) => inWords(one as z.core.JSONSchema.BaseSchema)).join(' or ');
  const least = rules.minimum ?? -Infinity;
  const most = Math.abs(rules.maximum ?? Infinity) >= Number.MAX_SAFE_INTEGER ? Infinity : (rules.maximum ?? Infinity);
  const range =
    least > -Number.MAX_SAFE_INTEGER && most < Infinity
      ? ` from ${least} to ${most}`
      : least > -Number.MAX_SAFE_INTEGER
        ? ` of at least ${least}`
        : '';
  switch (rules.type) {
    case 'integer':
      return `a whole number${range}`;
    case 'number':
      return `a number${range}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'none';
    case 'array':
      return `a list, with commas between${rules.minItems === undefined ? '' : `, of at least ${rules.minItems}`}`;
    case 'object':
      return `values for ${Object.keys(rules.properties ?? {}).join(' and ')}, as key=value,key=value`;
    default:
      return 'a word';
  }
}
