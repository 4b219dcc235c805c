import { createHash } from 'node:crypto';

/**
 * JSON with the keys of every object sorted and no spaces: equal values have equal text.
 *
 * @throws TypeError naming the place of a value that JSON cannot hold: NaN, an infinity, `undefined` in a list, a
 *   function. A key whose value is `undefined` is left out, as it is in JSON.
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
      if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
      return writeObject(value as Record<string, unknown>, path);
    default:
      throw new TypeError(`${path} is of type ${typeof value}, which JSON cannot hold`);
  }
}

function writeObject(object: Record<string, unknown>, path: string): string {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members.push(`${JSON.stringify(key)}:${write(value, `${path}.${key}`)}`);
  }
  return `{${members.join(',')}}`;
}
