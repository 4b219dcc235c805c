import type { Json } from '../../spec/index.js';

/** A JSON schema in the words that node-llama-cpp can constrain the model's text with. */
export type Grammar = { readonly [key: string]: Json };

type Schema = Readonly<Record<string, unknown>>;

/** A bounded number is one of at most so many values. */
const MOST_VALUES = 201;
/** So many fields that may be left out are left out in every combination. */
const MOST_OPTIONAL = 4;
/** A bound of a text above this is left to the check of the value. */
const LONGEST_TEXT = 1000;
/** Formats that node-llama-cpp knows. */
const FORMATS = ['date', 'time', 'date-time'];

/** A shape that no grammar stands for. */
class NoGrammar extends Error {}

/**
 * The grammar of a JSON schema as zod writes it; `undefined` where there is none.
 *
 * node-llama-cpp reads a part of JSON schema, writes every property, and takes what it does not know for `null`. So
 * unions become `oneOf`; up to four fields that may be left out give every combination (of more, all or none are
 * written); an integer of a bounded range of at most 200 is one of its values, any other number of a range of at most
 * 100 one of its hundredths; and bounds that cannot be said (patterns, one-sided bounds, long texts) are left to the
 * check of the value that follows.
 */
export function grammarOf(schema: Schema): Grammar | undefined {
  const { $defs = {}, $schema: _version, ...root } = schema as { $defs?: Record<string, Schema>; $schema?: string };
  try {
    const defs = Object.entries($defs).map(([name, def]): [string, Grammar] => [name, convert(def)]);
    if (!JSON.stringify(schema).includes('"$ref"')) return convert(root);
    return { $ref: '#/$defs/root', $defs: Object.fromEntries([...defs, ['root', convert(root)]]) };
  } catch (error) {
    if (error instanceof NoGrammar) return undefined;
    throw error;
  }
}

function convert(schema: unknown): Grammar {
  if (schema === true) return anything();
  if (typeof schema !== 'object' || schema === null) throw new NoGrammar();
  const known = schema as Schema;
  if ('not' in known || 'allOf' in known) throw new NoGrammar();
  const { $ref, anyOf, oneOf, type } = known;
  if (typeof $ref === 'string') return { $ref: $ref === '#' ? '#/$defs/root' : $ref };
  if (known['const'] !== undefined) return { const: known['const'] as Json };
  if (Array.isArray(known['enum'])) return { enum: known['enum'] as Json[] };
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return { oneOf: choices.map(convert) };
  if (Array.isArray(type)) return { oneOf: type.map((one) => convert({ ...known, type: one })) };
  switch (type) {
    case undefined:
      return anything();
    case 'object':
      return objectOf(known);
    case 'array':
      return arrayOf(known);
    case 'string':
      return textOf(known);
    case 'integer':
    case 'number':
      return numberOf(known);
    case 'boolean':
    case 'null':
      return { type };
    default:
      throw new NoGrammar();
  }
}

function anything(): Grammar {
  const simple = ['string', 'number', 'boolean', 'null'].map((type) => ({ type }));
  return { oneOf: [...simple, { type: 'array' }, { type: 'object', additionalProperties: true }] };
}

function objectOf(schema: Schema): Grammar {
  const { propertyNames, additionalProperties = false } = schema;
  const names = (propertyNames as Schema | undefined)?.['enum'];
  const given = (schema['properties'] ?? {}) as Record<string, unknown>;
  // A record of named keys is an object with these.
  const properties = Array.isArray(names)
    ? Object.fromEntries(names.map((name) => [String(name), additionalProperties]))
    : given;
  const fields = Object.entries(properties).map(([name, field]): [string, Grammar] => [name, convert(field)]);
  const required = (schema['required'] ?? []) as readonly string[];
  const optional = fields.map(([name]) => name).filter((name) => !required.includes(name));
  const others = Array.isArray(names) || additionalProperties === false ? false : convert(additionalProperties);
  const bounds = others === false ? {} : pick(schema, ['minProperties', 'maxProperties']);
  const objects = leavingOut(optional).map((left) => ({
    type: 'object',
    properties: Object.fromEntries(fields.filter(([name]) => !left.includes(name))),
    additionalProperties: others,
    ...bounds,
  }));
  return objects.length === 1 ? (objects[0] as Grammar) : { oneOf: objects };
}

/** Which names may be left out together, beginning with none. */
function leavingOut(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length > MOST_OPTIONAL) return [[], names];
  return names.reduce<readonly (readonly string[])[]>(
    (sets, name) => [...sets, ...sets.map((set) => [...set, name])],
    [[]],
  );
}

function arrayOf(schema: Schema): Grammar {
  const { items, prefixItems } = schema;
  const first = Array.isArray(prefixItems) ? prefixItems.map(convert) : undefined;
  const bounds = pick(schema, ['minItems', 'maxItems']);
  if (items === false) return { type: 'array', prefixItems: first ?? [], ...bounds, maxItems: first?.length ?? 0 };
  return {
    type: 'array',
    ...(first === undefined ? {} : { prefixItems: first }),
    ...(items === undefined ? {} : { items: convert(items) }),
    ...bounds,
  };
}

function textOf(schema: Schema): Grammar {
  const { format, maxLength = 0 } = schema;
  if (typeof format === 'string' && FORMATS.includes(format)) return { type: 'string', format };
  const bounds = pick(schema, ['minLength', 'maxLength']);
  return (maxLength as number) > LONGEST_TEXT ? { type: 'string' } : { type: 'string', ...bounds };
}

function numberOf(schema: Schema): Grammar {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema as Record<string, number | undefined>;
  const free = { type: type as unknown as Json };
  const [from, to] = [minimum ?? exclusiveMinimum, maximum ?? exclusiveMaximum];
  if (from === undefined || to === undefined) return free;
  if (from === to) return { const: from };
  const whole = schema['type'] === 'integer';
  const step = (schema['multipleOf'] as number | undefined) ?? (whole ? 1 : (to - from) / 100);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const tooWide = !whole && schema['multipleOf'] === undefined && to - from > 100;
  if (tooWide || last - first >= MOST_VALUES) return free;
  const values = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
  const inside = values.filter((value) => value !== exclusiveMinimum && value !== exclusiveMaximum);
  if (inside.length === 0) throw new NoGrammar();
  return { enum: inside.map((value) => value + 0) };
}

function pick(schema: Schema, names: readonly string[]): Grammar {
  return Object.fromEntries(
    names.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]),
  ) as Grammar;
}
