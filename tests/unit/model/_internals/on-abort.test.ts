import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onAbort } from '../../../../src/model/_internals/on-abort.js';
import { idle } from '../../../support/endpoint-requests.js';

describe('onAbort', () => {
  const warnings: Error[] = [];
  const keep = (warning: Error): void => void warnings.push(warning);
  beforeEach(() => {
    warnings.length = 0;
    process.on('warning', keep);
  });
  afterEach(() => void process.off('warning', keep));

  it('should call back once when the signal is aborted', () => {
    const controller = new AbortController();
    let called = 0;
    onAbort(controller.signal, () => (called += 1));

    controller.abort();
    controller.abort();

    expect(called).toBe(1);
  });

  it('should call back at once when the signal is aborted already', () => {
    let called = 0;

    onAbort(AbortSignal.abort(), () => (called += 1));

    expect(called).toBe(1);
  });

  it('should not call back after it was taken back, and leave the others in place', () => {
    const controller = new AbortController();
    const called: string[] = [];
    const takeBack = onAbort(controller.signal, () => called.push('first'));
    onAbort(controller.signal, () => called.push('second'));

    takeBack();
    controller.abort();

    expect(called).toEqual(['second']);
  });

  it('should call back as often as the same function was given', () => {
    const controller = new AbortController();
    let called = 0;
    const callback = (): void => void (called += 1);
    onAbort(controller.signal, callback);
    const takeBack = onAbort(controller.signal, callback);

    takeBack();
    controller.abort();

    expect(called).toBe(1);
  });

  it('should hold one listener for many callbacks, and none when they are all taken back', async () => {
    const { signal } = new AbortController();

    const takeBack = Array.from({ length: 100 }, () => onAbort(signal, () => undefined));
    await idle();

    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for (const each of takeBack) each();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(warnings).toEqual([]);
  });

  it('should do nothing without a signal', () => {
    expect(() => onAbort(undefined, () => undefined)()).not.toThrow();
  });
});
