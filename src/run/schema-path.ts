import type { z } from 'zod';

/** Where a path leaves what a schema lets be: the part that leads nowhere, and what there is in its place. */
export interface Astray {
  readonly part: string;
  readonly available: readonly string[];
}

/** What is looked at of a schema, whatever its kind. */
interface Definition {
  readonly type: string;
  readonly shape?: { readonly [key: string]: z.ZodType };
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly out?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

/** Kinds of values that have no parts. */
const WITHOUT_PARTS = ['string', 'number', 'int', 'boolean', 'bigint', 'null', 'undefined', 'enum', 'literal', 'never'];

/**
 * Whether a path can lead to a value of a schema: `undefined` where it can, or where the schema does not tell, as a custom
 * check of a value does not.
 */
export function astray(schema: z.ZodType, path: readonly string[]): Astray | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return undefined;
  const { type, shape, catchall, ...inner } = (schema as unknown as { readonly def: Definition }).def;
  if (type === 'object') {
    const own = shape !== undefined && Object.hasOwn(shape, part) ? shape[part] : open(catchall);
    return own === undefined ? { part, available: Object.keys(shape ?? {}) } : astray(own, rest);
  }
  if (type === 'array') return inArray(inner.element, { part, rest });
  if (type === 'record') return inner.valueType && astray(inner.valueType, rest);
  if (type === 'union') return inAny(inner.options ?? [], path);
  if (type === 'intersection')
    return inAny(
      [inner.left, inner.right].flatMap((one) => one ?? []),
      path,
    );
  if (WITHOUT_PARTS.includes(type)) return { part, available: [] };
  const within = inner.innerType ?? inner.out ?? inner.getter?.();
  return within && astray(within, path);
}

/** What other keys of an object hold, where it may have others. */
function open(catchall: z.ZodType | undefined): z.ZodType | undefined {
  return catchall === undefined || catchall.def.type === 'never' ? undefined : catchall;
}

function inArray(
  element: z.ZodType | undefined,
  { part, rest }: { readonly part: string; readonly rest: readonly string[] },
): Astray | undefined {
  if (part === 'length' && rest.length === 0) return undefined;
  if (!/^\d+$/.test(part)) return { part, available: ['0', 'length'] };
  return element && astray(element, rest);
}

/** Nowhere in any of some schemas. */
function inAny(schemas: readonly z.ZodType[], path: readonly string[]): Astray | undefined {
  const found = schemas.map((schema) => astray(schema, path));
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return undefined;
  return { part: first.part, available: [...new Set(found.flatMap((one) => one?.available ?? []))] };
}
