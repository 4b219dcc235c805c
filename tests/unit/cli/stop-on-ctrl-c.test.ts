import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { stopOnCtrlC } from '../../../src/cli/stop-on-ctrl-c.js';
import { fakeTerminal } from '../../support/command-line.js';

/** The signals of a process that keeps what it was ended with. */
function fakeSignals(): EventEmitter & { exit(code: number): void; readonly codes: number[] } {
  const codes: number[] = [];
  return Object.assign(new EventEmitter(), { codes, exit: (code: number) => void codes.push(code) });
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (name) => {
  it('should stop work, and promise no more than is kept', () => {
    const { terminal, err } = fakeTerminal(120);
    const signals = fakeSignals();
    const { signal } = stopOnCtrlC(terminal, signals);
    signals.emit(name);

    expect([signal.aborted, signals.codes]).toEqual([true, []]);
    expect(err()).toBe(
      'Stopping: what is answered is kept, calls under way are given up. Ctrl-C again stops at once.\n',
    );
  });

  it('should stop at once when it comes again', () => {
    const signals = fakeSignals();
    stopOnCtrlC(fakeTerminal(120).terminal, signals);
    signals.emit(name);
    signals.emit(name);

    expect(signals.codes).toEqual([130]);
  });

  it('should be nothing to it any more once it is released', () => {
    const signals = fakeSignals();
    stopOnCtrlC(fakeTerminal(120).terminal, signals).release();

    expect(signals.listenerCount(name)).toBe(0);
  });
});
