import { beforeAll, describe, expect, it } from 'vitest';
import { personaSections } from '../../../src/report/persona-sections.js';
import type { PersonaReport } from '../../../src/report/persona-report.js';
import type { Block, Section } from '../../../src/report/section.js';
import { personaReport, stanceReport } from '../../support/persona-report.js';

let clear: PersonaReport;
let noisy: PersonaReport;
let looped: PersonaReport;
let weighed: PersonaReport;

beforeAll(async () => {
  clear = await personaReport({ parameters: { slope: 0.6, noise: 0.4 }, refused: (item) => item === 0 });
  noisy = await personaReport({ parameters: { slope: 0, noise: 1.2 }, refused: (item) => item < 4 });
  looped = await personaReport({
    context: 'andean-lithium-salt-flat',
    parameters: { slope: 0.5, noise: 0.3 },
    loop: true,
  });
  weighed = await stanceReport();
});

function section(report: PersonaReport, id: string): Section {
  const found = personaSections(report).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}

function texts({ blocks }: Section, kind?: 'warning'): readonly string[] {
  return blocks.flatMap((block) =>
    block.kind === 'warning' || (block.kind === 'paragraph' && kind === undefined) ? [block.text] : [],
  );
}

function ofKind<Kind extends Block['kind']>({ blocks }: Section, kind: Kind): Extract<Block, { kind: Kind }>[] {
  return blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
}

/** The row of a table, cells by their head. */
function row({ head, rows }: Extract<Block, { kind: 'table' }>, first: string): Record<string, string> {
  const cells = rows.find(([name]) => name === first) ?? [];
  return Object.fromEntries(head.map((name, at) => [name, (cells[at] ?? '').replaceAll('\u00a0', ' ')]));
}

/** Two digits and no zero before the point. */
function digits(value: number | null | undefined): string {
  return (value ?? Number.NaN).toFixed(2).replace(/^(-?)0\./, '$1.');
}

const IDS = ['answer', 'diversity', 'axes', 'fidelity', 'combinations', 'instrument', 'people'];

describe('the order of a report on a population', () => {
  it('should begin with the answer and end with method and words', () => {
    expect(personaSections(clear).map(({ id }) => id)).toEqual([...IDS, 'method', 'words']);
    expect(personaSections(looped).map(({ id }) => id)).toEqual([...IDS, 'loop', 'method', 'words']);
    expect(personaSections(weighed).map(({ id }) => id)).toEqual([...IDS, 'stance', 'agreement', 'method', 'words']);
  });
});

describe('the answer', () => {
  it('should say that it is more than noise before how much of what was intended came out', () => {
    const [first = ''] = texts(section(clear, 'answer'));
    const slopes = clear.measurement.measures.fidelity?.map(({ slope }) => slope.value ?? 0) ?? [];

    expect(first).toMatch(/^The answers are distinguishable from noise: reliability .*, p = \.001 /);
    expect(first).toContain(`a fraction of ${digits((slopes[0]! + slopes[1]!) / 2)} reached their answers`);
    expect(ofKind(section(clear, 'answer'), 'warning')).toEqual([]);
  });

  it('should say first that the instrument fails, then that it is noise, and only then anything else', () => {
    const { blocks } = section(noisy, 'answer');
    const said = texts(section(noisy, 'answer'));

    expect(blocks.slice(0, 3).map(({ kind }) => kind)).toEqual(['warning', 'warning', 'paragraph']);
    expect(said[0]).toMatch(/^This model cannot be measured with this instrument: /);
    expect(said[1]).toMatch(/^Not distinguishable from noise: reliability .*, p = \.\d+ /);
    expect(said[2]).not.toContain('distinguishable');
  });

  it('should head every table over axes that cannot be measured', () => {
    for (const id of ['diversity', 'axes', 'fidelity', 'instrument']) {
      expect(section(noisy, id).blocks[0]).toMatchObject({
        kind: 'warning',
        text: expect.stringMatching(/^This model cannot be measured with this instrument/) as string,
      });
      expect(section(clear, id).blocks[0]?.kind).not.toBe('warning');
    }
  });

  it('should ask how diverse answers are where no place was intended', () => {
    const { measurement } = clear;
    const measures = { ...measurement.measures, fidelity: null };
    const targets = measurement.targets.map(() => null);
    const report: PersonaReport = { measurement: { ...measurement, measures, targets } };

    expect(section(report, 'answer').title).toBe(`How diverse are the answers of ${measurement.population}?`);
    expect(texts(section(report, 'fidelity'))[0]).toContain('Nobody of this population has an intended place');
    expect(ofKind(section(report, 'fidelity'), 'figure').map(({ chart }) => chart.kind)).toEqual(['arrows']);
  });
});

describe('the tables', () => {
  it('should set each metric beside the ideal, copies and what is without noise', () => {
    const [table] = ofKind(section(clear, 'diversity'), 'table');
    const coverage = clear.measurement.measures.metrics[0]!;

    expect(row(table!, 'coverage')).toEqual({
      metric: 'coverage',
      'more diverse is': 'higher',
      value: `${digits(coverage.value)} [${digits(coverage.low)}, ${digits(coverage.high)}]`,
      ideal: digits(coverage.ideal),
      copies: digits(coverage.clones),
      'without noise': digits(coverage.reliable),
    });
    expect(table!.rows).toHaveLength(7);
  });

  it('should set the people before the loop beside those after it', () => {
    const [table] = ofKind(section(looped, 'diversity'), 'table');
    const before = looped.openLoop!.measures.metrics[0]!;

    expect(row(table!, 'coverage')['before the loop']).toContain(digits(before.value));
  });

  it('should give fidelity of each axis, and what it is without noise', () => {
    const tables = ofKind(section(clear, 'fidelity'), 'table');
    const [axis] = clear.measurement.measures.fidelity!;

    expect(row(tables[0]!, axis!.axis)['slope']).toContain(digits(axis!.slope.value));
    expect(row(tables[1]!, axis!.axis)['Spearman, without noise']).toBe(digits(axis!.disattenuatedSpearman));
  });

  it('should count corners against independent axes', () => {
    const [table] = ofKind(section(clear, 'combinations'), 'table');

    expect(table!.rows.map(([one, other]) => `${one} ${other}`)).toEqual([
      'low low',
      'high low',
      'low high',
      'high high',
    ]);
    const people = table!.rows.reduce((sum, cells) => sum + Number(cells[2]), 0);
    expect(people / 25).toBeCloseTo(clear.measurement.measures.occupancy.inCorners, 10);
  });
});

describe('what is missing', () => {
  it('should count missing answers, and name who is left out and noisy', () => {
    const [kept, left] = [section(clear, 'people'), section(noisy, 'people')];
    const name = clear.measurement.responses.personas[0]!;

    expect(ofKind(kept, 'table')[0]!.rows).toEqual([[name, clear.measurement.responses.axes[0], '1', '5']]);
    expect(texts(kept).join(' ')).toContain('1 of 250 answers are missing; none was taken for a neutral one');
    expect(texts(left).join(' ')).toContain(`Left out of the numbers: ${name} (`);
  });

  it('should tell who could not be written, and why', () => {
    const missing = [{ name: 'Ada', why: 'the reply was empty' }];
    const people = section({ ...clear, made: { ...clear.made!, missing } }, 'people');

    expect(texts(people)[0]).toBe('1 of 25 people could not be written.');
    expect(ofKind(people, 'table')[0]!.rows).toEqual([['Ada', 'the reply was empty']]);
  });
});

describe('the figures', () => {
  it('should draw two axes with their empty balls, and the response of each axis', () => {
    const [places, responses] = ofKind(section(clear, 'fidelity'), 'figure').map(({ chart }) => chart);

    expect(places).toMatchObject({ kind: 'arrows', balls: [{}, {}, {}] });
    if (places?.kind !== 'arrows' || responses?.kind !== 'responses') throw new Error('other charts');
    expect(places.people).toHaveLength(25);
    expect(places.balls[0]!.radius).toBeCloseTo(clear.measurement.measures.metrics[4]!.value!, 2);
    expect(responses.axes).toHaveLength(2);
    for (const { fit } of responses.axes) {
      fit.slice(1).forEach(({ answer }, at) => expect(answer).toBeGreaterThanOrEqual(fit[at]!.answer - 1e-9));
    }
  });

  it('should draw answers of a looped population by the aims that the loop moved', () => {
    const chart = ofKind(section(looped, 'fidelity'), 'figure').at(-1)!.chart;
    if (chart.kind !== 'responses') throw new Error('another chart');
    const aims = chart.axes.flatMap(({ points }) => points.map(({ aim }) => aim));

    expect(Math.max(...aims)).toBeGreaterThan(1);
  });

  it('should list places instead where they are not to be drawn', () => {
    const listed = personaSections(clear, 'listed').find(({ id }) => id === 'fidelity')!;

    expect(ofKind(listed, 'figure').map(({ chart }) => chart.kind)).toEqual(['responses']);
    expect(ofKind(listed, 'table').at(-1)!.rows).toHaveLength(25);
  });
});

describe('the loop', () => {
  it('should show every round by both halves of the items, and read gains from the held-out ones', () => {
    const loop = section(looped, 'loop');
    const rounds = looped.loop!.rounds;

    expect(ofKind(loop, 'table')[0]!.rows).toHaveLength(rounds.length);
    expect(ofKind(loop, 'table')[0]!.caption).toContain('Gains are to be read from the held-out items');
    expect(texts(loop)[0]).toContain(`On held-out items coverage from ${digits(rounds[0]!.heldOut!.coverage)} to`);
  });

  it('should say what no wording reached where places lie beyond it', () => {
    const withBeyond = (beyond: readonly number[]): Section => {
      const reach = looped.loop!.reach.map((one, at) => ({ ...one, beyond: beyond[at]! }));
      return section({ ...looped, loop: { ...looped.loop!, reach } }, 'loop');
    };
    const capped = withBeyond([0.24, 0]);

    expect(texts(withBeyond([0, 0])).join(' ')).not.toContain('no wording');
    expect(texts(capped).filter((text) => text.includes('no wording moved the model beyond'))).toHaveLength(1);
    expect(texts(capped).join(' ')).toContain('.24 of the people should stand further out');
  });
});

describe('relative stance', () => {
  it('should stand apart from all Likert coverage', () => {
    const stance = section(weighed, 'stance');

    expect(ofKind(stance, 'table')[0]!.rows.map(([axis]) => axis)).toEqual(['trust', 'thrift']);
    const cells = ofKind(stance, 'table').flatMap(({ head, rows }) => [...head, ...rows.flat()]);
    expect(cells.join(' ')).not.toContain('coverage');
  });
});
