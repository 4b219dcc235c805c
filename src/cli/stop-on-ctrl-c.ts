import { EXIT_CODES } from '../foundation/errors/index.js';
import type { Terminal } from './terminal.js';

/** What tells of the signals of a process, and ends it. */
export interface Signals {
  on(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/** The first Ctrl-C stops work so that it can go on later; the second stops at once. */
export function stopOnCtrlC(
  terminal: Pick<Terminal, 'tell'>,
  signals: Signals = process,
): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) return signals.exit(EXIT_CODES.interrupted);
    terminal.tell('Stopping: what is answered is kept, calls under way are given up. Ctrl-C again stops at once.');
    controller.abort();
  };
  signals.on('SIGINT', onSignal);
  signals.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release() {
      signals.off('SIGINT', onSignal);
      signals.off('SIGTERM', onSignal);
    },
  };
}
