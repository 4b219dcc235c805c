import { z } from 'zod';
import type { AnswerForm, Chance, Json } from '../../spec/index.js';

/** Words for an answer of at most so many characters. */
export type Wording = (most: number) => string;

/** How often a value of a schema is drawn before none is taken to be there. */
const TRIES = 20;
/** How many characters or numbers above its least a value without a bound may have. */
const SPAN = 12;

/** An answer that is as it was asked for, drawn from `chance`; `null` where none was found. */
export function sampleAnswer(form: AnswerForm, chance: Chance, words: Wording): Json {
  if (form.kind === 'number') return numberBetween(form, chance);
  if (form.kind === 'text') {
    return form.silence !== undefined && chance.integer(6) === 0 ? null : words(form.maxCharacters);
  }
  const shape = z.toJSONSchema(form.schema, { io: 'input' }) as Shape;
  for (let time = 0; time < TRIES; time += 1) {
    const value = valueOf(shape, { root: shape, chance, words });
    if (form.schema.safeParse(value).success) return value;
  }
  return null;
}

/** What of JSON Schema values are drawn by. */
interface Shape {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly $ref?: string;
  readonly properties?: { readonly [name: string]: Shape };
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $defs?: { readonly [name: string]: Shape };
}

interface Drawing {
  readonly root: Shape;
  readonly chance: Chance;
  readonly words: Wording;
}

function valueOf(shape: Shape, drawing: Drawing): Json {
  const { chance } = drawing;
  const options = shape.anyOf ?? shape.oneOf;
  if (options !== undefined) return valueOf(options[chance.integer(options.length)] as Shape, drawing);
  if (shape.$ref !== undefined) return valueOf(named(shape.$ref, drawing.root), drawing);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[chance.integer(shape.enum.length)] as Json;
  switch (shape.type) {
    case 'object':
      return objectOf(shape, drawing);
    case 'array':
      return listOf(shape, drawing);
    case 'string':
      return drawing.words(shape.maxLength ?? 4 * SPAN);
    case 'number':
    case 'integer':
      return numberBetween(boundsOf(shape), chance);
    case 'boolean':
      return chance.integer(2) === 0;
    default:
      return null;
  }
}

function objectOf({ properties = {}, required = [] }: Shape, drawing: Drawing): Json {
  const wanted = Object.entries(properties).filter(
    ([name]) => required.includes(name) || drawing.chance.integer(2) === 0,
  );
  return Object.fromEntries(wanted.map(([name, shape]) => [name, valueOf(shape, drawing)]));
}

function listOf({ prefixItems = [], items, minItems = 0, maxItems }: Shape, drawing: Drawing): Json {
  const first = prefixItems.map((shape) => valueOf(shape, drawing));
  if (items === undefined) return first;
  const most = Math.max(minItems, Math.min(maxItems ?? Infinity, minItems + 3));
  const length = minItems + drawing.chance.integer(most - minItems + 1);
  return [...first, ...Array.from({ length }, () => valueOf(items, drawing))];
}

function boundsOf({ type, minimum, maximum }: Shape): Bounds {
  const low = Math.max(minimum ?? (maximum === undefined ? 0 : maximum - SPAN), -Number.MAX_SAFE_INTEGER);
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? low + SPAN : maximum;
  return { minimum: low === -Number.MAX_SAFE_INTEGER ? Math.min(0, high) : low, maximum: high, integer: type === 'integer' }; // prettier-ignore
}

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
}

function numberBetween({ minimum, maximum, integer = false }: Bounds, chance: Chance): number {
  if (!(maximum > minimum)) return minimum;
  if (!integer) return minimum + chance.uniform() * (maximum - minimum);
  const [first, last] = [Math.ceil(minimum), Math.floor(maximum)];
  return Math.min(last, first + Math.floor(chance.uniform() * (last - first + 1)));
}

function named(reference: string, root: Shape): Shape {
  if (reference === '#') return root;
  return root.$defs?.[reference.replace('#/$defs/', '')] ?? {};
}
