import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of the largest file anywhere below a folder; 0 where there is none. */
export function largestFileBelow(folder: string): number {
  let largest = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) largest = Math.max(largest, statSync(join(entry.parentPath, entry.name)).size);
    }
  } catch {
    // A file went away while it was looked at; the next look is right.
  }
  return largest;
}
