import { describe, expect, it } from 'vitest';
import { userError } from '../../../../src/foundation/errors/index.js';
import { createFailureLimit, statusOf, suspended, tooManyFailures } from '../../../../src/study/_internals/endings.js';
import { runRecord } from '../../../support/run-records.js';

const run = (decisions: number, malformed = 0, refused = 0) =>
  runRecord({ decisions, failures: { malformed, refused } });

describe('a failure limit', () => {
  it('should let pass what is allowed, exactly', () => {
    const limit = createFailureLimit(0.05);
    limit.add(run(200, 10));

    expect(limit.passed()).toBe(false);
  });

  it('should stop a study in the middle once a hundred decisions tell that too many fail', () => {
    const limit = createFailureLimit(0.05);
    limit.add(run(50, 20));
    limit.add(run(49, 20));

    expect(() => limit.add(run(1))).toThrow('40 of 100 decisions failed, more than the 5 % allowed');
  });

  it('should wait for the end where there are too few to tell, and say so then', () => {
    const limit = createFailureLimit(0.05);
    limit.add(run(99, 99));

    expect(limit.passed()).toBe(true);
  });

  it('should count failures of every kind', () => {
    const limit = createFailureLimit(0.05);

    expect(() => limit.add(run(100, 3, 3))).toThrow('6 of 100 decisions failed');
  });

  it('should go on where what came after makes up for it', () => {
    const limit = createFailureLimit(0.05);
    limit.add(run(90, 10));
    limit.add(run(1000));

    expect(limit.passed()).toBe(false);
  });

  it('should not be passed where nothing was decided', () => {
    const limit = createFailureLimit(0);
    limit.add(run(0));

    expect(limit.passed()).toBe(false);
  });

  it('should allow nothing at 0 and everything at 1', () => {
    const none = createFailureLimit(0);
    const all = createFailureLimit(1);
    all.add(run(1000, 1000));

    expect(() => none.add(run(1000, 1))).toThrow('more than the 0 % allowed');
    expect(all.passed()).toBe(false);
  });
});

describe('the words of an ending', () => {
  it('should name failures, the limit and what to do', () => {
    const error = tooManyFailures({ decisions: 1000, failed: 123 }, 0.125);

    expect(error).toMatchObject({ kind: 'failures', exitCode: 4 });
    expect(error.message).toMatch(/^123 of 1000 decisions failed, more than the 12\.5 % allowed\. .*--max-failures/);
  });

  it.each([
    ['unavailable', 'unreachable', 3, 'the same command goes on'],
    ['over-budget', 'budget', 5, 'the same command goes on with a larger --max-calls'],
    ['aborted', 'interrupted', 130, 'the same command goes on'],
  ] as const)('should have the kind of what suspended it: %s', (kind, error, exitCode, words) => {
    const stopped = suspended({ kind, message: 'nobody is there' });

    expect(stopped).toMatchObject({ kind: error, exitCode });
    expect(stopped.message).toContain('the study stopped: nobody is there');
    expect(stopped.message).toContain(words);
  });
});

describe('the status of a study that ended with an error', () => {
  it.each([
    ['budget', 'stopped-by-budget'],
    ['unreachable', 'unavailable'],
    ['failures', 'too-many-failures'],
    ['interrupted', 'interrupted'],
    ['usage', 'interrupted'],
  ] as const)('should be %s: %s', (kind, status) => {
    expect(statusOf(userError({ kind, what: 'it ended' }))).toBe(status);
  });

  it('should be interrupted for an error of the program itself', () => {
    expect(statusOf(new TypeError('x is not a function'))).toBe('interrupted');
    expect(statusOf(undefined)).toBe('interrupted');
  });
});
