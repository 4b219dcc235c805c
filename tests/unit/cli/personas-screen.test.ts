import { beforeAll, describe, expect, it } from 'vitest';
import { personasScreen } from '../../../src/cli/personas-screen.js';
import type { PersonaReport } from '../../../src/report/index.js';
import { personaReport } from '../../support/persona-report.js';

let clear: PersonaReport;
let noisy: PersonaReport;
let looped: PersonaReport;

beforeAll(async () => {
  clear = await personaReport({ parameters: { slope: 0.6, noise: 0.4 }, refused: (item) => item === 0 });
  noisy = await personaReport({ parameters: { slope: 0, noise: 1.2 }, refused: (item) => item < 4 });
  looped = await personaReport({
    context: 'andean-lithium-salt-flat',
    parameters: { slope: 0.5, noise: 0.3 },
    loop: true,
  });
});

const files = ['people.jsonl', 'people.report/report.html'];
const WIDTHS = [40, 50, 60, 80, 100, 200];

/** As one line, however it was broken. */
function flat(report: PersonaReport, width = 80): string {
  return personasScreen(report, { width, files }).replaceAll(/\s+/g, ' ');
}

/** The same population with six axes of long names, everybody missing somewhere, and nothing reached. */
function overgrown(report: PersonaReport): PersonaReport {
  const { measurement, loop, made } = report;
  const names = Array.from({ length: 6 }, (_, at) => `${at} what people who live here think of those who do not`);
  const [axis] = measurement.measures.fidelity!;
  const [reach] = loop!.reach;
  const noisyPersonas = names.map((persona) => ({ persona, meanSquare: 0.2, deviations: 4 }));
  return {
    ...report,
    measurement: {
      ...measurement,
      population: names.join(' '),
      answeredBy: 'openai:a-name-that-somebody-thought-long-about',
      heading: `this model cannot be measured with this instrument: asked in mode "single", ${names.join(', ')}`,
      instrument: { ...measurement.instrument, failed: names },
      measures: {
        ...measurement.measures,
        noisyPersonas,
        gate: { ...measurement.measures.gate, verdict: 'not distinguishable from noise', pValue: 0.43 },
        fidelity: names.map((name) => ({ ...axis!, axis: name })),
      },
      responses: { ...measurement.responses, excluded: names.map((persona) => ({ persona, why: 'silent' })) },
    },
    loop: { ...loop!, reach: names.map((name) => ({ ...reach!, axis: name, beyond: 0.4 })) },
    made: {
      ...made!,
      writer: 'openai:a-name-that-somebody-thought-long-about',
      missing: names.map((name) => ({ name, why: 'empty' })),
    },
    cost: { calls: 1e6, promptTokens: 1e9, completionTokens: 1e8, usd: 1234, saved: 1e6, seconds: 1e5 },
  };
}

describe('personasScreen', () => {
  it.each(WIDTHS)('should take at most 25 lines of at most %i columns', (width) => {
    for (const report of [clear, noisy, looped, overgrown(looped)]) {
      const lines = personasScreen(report, { width, files }).split('\n');

      expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(25);
      // Only a word that is longer stands over, unbroken.
      for (const line of lines) expect(line.length <= width || !line.trim().includes(' '), line).toBe(true);
    }
  });

  it('should say who wrote and answered, that it is more than noise, and what is covered', () => {
    const { metrics } = clear.measurement.measures;
    const two = (value: number | null): string => value!.toFixed(2).replace(/^0/, '');
    const said = flat(clear);

    expect(said).toContain(
      'Written by first-person (placement sobol) with no language model; answered by psychometric.',
    );
    expect(said).toContain('Instrument: both axes can be measured. More than noise: reliability');
    expect(said).toContain(`Coverage ${two(metrics[0]!.value)} [`);
    expect(said).toContain(`ideal ${two(metrics[0]!.ideal)}; copies of one ${two(metrics[0]!.clones)}; corrected .`);
    expect(said).toContain(`(ideal ${two(metrics[1]!.ideal)}); dispersion`);
    expect(said).toContain('Missing: 1 of 250 answers. Cost: no model was asked; 1.5 s.');
    expect(said).toMatch(/File: people\.jsonl File: people\.report\/report\.html$/);
  });

  it('should give the slope of every axis', () => {
    for (const { axis, slope } of clear.measurement.measures.fidelity!) {
      expect(flat(clear)).toContain(`${axis} ${slope.value!.toFixed(2).replace(/^0/, '')} [`);
    }
  });

  it.each([40, 80])('should say what the instrument and noise forbid before any coverage, at %i columns', (width) => {
    const said = flat(noisy, width);
    const at = (text: string): number => said.indexOf(text);

    expect(at('This model cannot be measured with this instrument')).toBeGreaterThan(0);
    expect(at('Not distinguishable from noise')).toBeGreaterThan(at('This model cannot be measured'));
    expect(at('Coverage')).toBeGreaterThan(at('Not distinguishable from noise'));
    expect(said).toContain('Missing: 1 left out of the numbers, 4 of 250 answers.');
  });

  it('should tell what a loop gained on held-out items, and what it did not reach', () => {
    const reach = looped.loop!.reach.map((one) => ({ ...one, beyond: 0.4 }));
    const capped = { ...looped, loop: { ...looped.loop!, reach } };

    expect(flat(looped, 100)).toMatch(
      /Loop: \d+ rounds, \d+ written again, ended by plateau\. On held-out items coverage from/,
    );
    expect(flat(capped, 100)).toContain('no wording moved the model beyond');
    expect(flat(overgrown(looped), 40)).toContain('Out of reach of words on 6 axes.');
  });

  it('should not take a limit of rounds for money that is spent', () => {
    const cut = { ...looped, loop: { ...looped.loop!, stoppedBy: 'budget' as const } };

    expect(flat(cut, 100)).toMatch(/written again, ended by its limit of rounds\. On held-out/);
  });

  it('should do without what was not made here', () => {
    const said = flat({ measurement: clear.measurement });

    expect(said).toContain('25 people, answered by psychometric.');
    expect(said).not.toMatch(/Written by|Cost|Loop/);
  });
});
