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
  return isCanonical(value) ? JSON.stringify(value) : write(value, []);
}

/** SHA-256 of a text, or of the canonical JSON of any other value, in hexadecimal. */
export function contentHash(value: unknown): string {
  return createHash('sha256')
    .update(typeof value === 'string' ? value : canonicalJson(value))
    .digest('hex');
}

/** Whether JSON is canonical as it stands: keys are sorted already, and there is nothing that JSON cannot hold. */
function isCanonical(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? isCanonicalList(value) : isCanonicalObject(value as Record<string, unknown>);
    default:
      return false;
  }
}

function isCanonicalList(list: readonly unknown[]): boolean {
  // Not by `every`, which passes over holes.
  for (let index = 0; index < list.length; index += 1) if (!isCanonical(list[index])) return false;
  return true;
}

function isCanonicalObject(object: Record<string, unknown>): boolean {
  if (!isPlain(object)) return false;
  let before: string | undefined;
  for (const key in object) {
    if ((before !== undefined && key <= before) || !isCanonical(object[key])) return false;
    before = key;
  }
  return true;
}

/** Keys and indices that lead to a value; spelled out only where something cannot be written. */
type Path = (string | number)[];

function spelled(path: Path): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
}

function write(value: unknown, path: Path): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      throw new TypeError(`${spelled(path)} is ${value}, which JSON cannot hold; write null instead`);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return writeList(value, path);
      return writeObject(value as Record<string, unknown>, path);
    default:
      throw new TypeError(`${spelled(path)} is of type ${typeof value}, which JSON cannot hold`);
  }
}

function writeList(list: readonly unknown[], path: Path): string {
  let text = '[';
  // Not by `map`, which passes over holes.
  for (let index = 0; index < list.length; index += 1) {
    path.push(index);
    text += `${index === 0 ? '' : ','}${write(list[index], path)}`;
    path.pop();
  }
  return `${text}]`;
}

function writeObject(object: Record<string, unknown>, path: Path): string {
  if (!isPlain(object)) {
    throw new TypeError(`${spelled(path)} is a ${object.constructor.name}, which JSON cannot hold`);
  }
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    path.push(key);
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(value, path)}`;
    path.pop();
  }
  return `{${text}}`;
}

/** Whether it is an object literal, of this realm or another. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
