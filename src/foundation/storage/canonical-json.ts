import { createHash } from 'node:crypto';

/**
 * JSON with the keys of every object sorted and no spaces: equal values have equal text.
 *
 * `-0` is `0`. A key whose value is `undefined` is left out, as it is in JSON.
 *
 * @throws TypeError naming the place of a value that JSON cannot hold: NaN, an infinity, `undefined` or a hole in a list,
 *   a function, a date, a map or any other object of a class.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

/** SHA-256 of a text, or of the canonical JSON of any other value, in hexadecimal. */
export function contentHash(value: unknown): string {
  return createHash('sha256')
    .update(typeof value === 'string' ? value : canonicalJson(value))
    .digest('hex');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value))
        throw new TypeError(`${path} is ${value}, which JSON cannot hold; write null instead`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return writeList(value, path);
      return writeObject(value as Record<string, unknown>, path);
    default:
      throw new TypeError(`${path} is of type ${typeof value}, which JSON cannot hold`);
  }
}

function writeList(list: readonly unknown[], path: string): string {
  const items: string[] = [];
  // Not by `map`, which passes over holes.
  for (let index = 0; index < list.length; index += 1) items.push(write(list[index], `${path}[${index}]`));
  return `[${items.join(',')}]`;
}

function writeObject(object: Record<string, unknown>, path: string): string {
  if (!isPlain(object)) throw new TypeError(`${path} is a ${object.constructor.name}, which JSON cannot hold`);
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members.push(`${JSON.stringify(key)}:${write(value, `${path}.${key}`)}`);
  }
  return `{${members.join(',')}}`;
}

/** Whether it is an object literal, of this realm or another. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
