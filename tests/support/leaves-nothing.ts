import { afterAll } from 'vitest';

// For files that share a process: what cannot be put back after a file is the fault of the file that left it.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'unhandledRejection'] as const;
const listening = (): string => SIGNALS.map((signal) => `${signal} ${process.listenerCount(signal)}`).join(', ');
const { log, error } = console;
const listened = listening();

afterAll(() => {
  if (listening() !== listened) throw new Error(`listeners are left: ${listening()}, and ${listened} before`);
  if (console.log !== log || console.error !== error) throw new Error('the console is left with other functions');
});
