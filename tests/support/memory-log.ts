import type { AppendLog } from '../../src/foundation/storage/index.js';

/** A log that is kept in memory, with the lines that it begins with. */
export function memoryLog(lines: readonly string[] = []): AppendLog & { readonly appended: readonly string[] } {
  const appended: string[] = [];
  return {
    lines,
    torn: false,
    appended,
    append: (line) => void appended.push(line),
    appendAll: (lines) => void appended.push(...lines),
    sync: () => undefined,
    close: () => undefined,
  };
}
