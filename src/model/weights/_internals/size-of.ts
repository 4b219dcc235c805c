import { existsSync, statSync } from 'node:fs';

/** Bytes of a file; 0 where there is none. */
export function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
