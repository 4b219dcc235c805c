import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A file beside the protocol, where there is one; else what was written, which may be a name or an address. */
export function pathFrom(file: string, given: string): string {
  const [path = '', ...rest] = given.split('#');
  const beside = resolve(dirname(file), path);
  return existsSync(beside) ? [beside, ...rest].join('#') : given;
}
