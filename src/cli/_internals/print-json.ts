import type { Terminal } from '../terminal.js';

/** Prints the one object that a command prints with `--json`. */
export function printJson(
  terminal: Terminal,
  {
    status,
    data,
    warnings = [],
  }: { readonly status: string; readonly data: unknown; readonly warnings?: readonly string[] },
): void {
  terminal.result(JSON.stringify({ status, data, warnings }));
}
