import { beforeAll, describe, expect, it } from 'vitest';
import { firstPerson, loadContext, nameOnly } from '../../../../generators/index.js';
import {
  evaluateGenerators,
  EvaluationRow,
  generatePersonas,
  psychometricAnswerer,
  standingsOf,
  type GeneratedPersonas,
} from '../../../../src/persona/index.js';
import {
  PopulationPlaces,
  populationPlaces,
  roundedPlaces,
} from '../../../../src/persona/generating/population-places.js';
import { memoryLog } from '../../../support/memory-log.js';

const context = await loadContext('lofoten-cod-quota');
const answerer = psychometricAnswerer({ questionnaire: context, parameters: { slope: 0.5, noise: 0.2 }, seed: 1 });
let people: GeneratedPersonas;

beforeAll(async () => {
  people = await generatePersonas(firstPerson, { context, size: 10, answerer });
});

describe('populationPlaces', () => {
  it('should have everybody from the intended place to the answers', () => {
    const { axes, people: placed } = populationPlaces(people.measurement!);

    expect(axes).toEqual(context.axes.map(({ name }) => name));
    expect(placed.map(({ name }) => name)).toEqual(people.personas.map(({ name }) => name));
    placed.forEach(({ target }, row) => {
      expect(target).toEqual(axes.map((axis) => people.personas[row]!.position![axis]));
    });
    people.measurement!.measures.axes.forEach(({ mean }, at) => {
      expect(placed.reduce((sum, { realised }) => sum + realised[at]!, 0) / placed.length).toBeCloseTo(mean, 10);
    });
  });

  it('should tell where answers put people by name, without those who are left out', () => {
    const standings = standingsOf(people.measurement!);
    const { axes, people: placed } = populationPlaces(people.measurement!);
    const { responses } = people.measurement!;
    const [first] = responses.personas as [string];
    const excluded = [{ persona: first, why: 'no answers' }];
    const fewer = standingsOf({ ...people.measurement!, responses: { ...responses, excluded } });

    expect(Object.keys(standings)).toEqual(people.personas.map(({ name }) => name));
    for (const { name, realised } of placed) expect(axes.map((axis) => standings[name]![axis])).toEqual(realised);
    expect(Object.keys(fewer)).toEqual(Object.keys(standings).filter((name) => name !== first));
  });

  it('should have balls that hold nobody, the largest with the radius of the dispersion', () => {
    const { balls, people: placed } = populationPlaces(people.measurement!);
    const dispersion = people.measurement!.measures.metrics.find(({ metric }) => metric === 'dispersion')!;

    expect(balls).toHaveLength(3);
    expect(balls[0]!.radius).toBeCloseTo(dispersion.value!, 2);
    for (const { centre, radius } of balls) {
      for (const { realised } of placed) {
        expect(Math.hypot(...realised.map((at, axis) => at - centre[axis]!))).toBeGreaterThanOrEqual(radius - 1e-9);
      }
    }
  });

  it('should have a response of each axis, which does not fall and gets less than the aim', () => {
    const { responses, people: placed } = populationPlaces(people.measurement!);

    responses.forEach(({ points, fit }, at) => {
      expect(points).toEqual(placed.map(({ target, realised }) => [target![at], realised[at]]));
      fit.slice(1).forEach(([, answer], step) => expect(answer).toBeGreaterThanOrEqual(fit[step]![1] - 1e-9));
      const [[low, from], [high, to]] = [fit[0]!, fit.at(-1)!];
      expect((to - from) / (high - low)).toBeLessThan(0.8);
    });
  });
});

describe('roundedPlaces', () => {
  it('should keep three decimals of every number', () => {
    const whole = populationPlaces(people.measurement!);
    const rounded = roundedPlaces(whole);

    expect(JSON.stringify(rounded)).not.toMatch(/\d\.\d{4}/);
    expect(rounded.people[0]!.realised[0]).toBeCloseTo(whole.people[0]!.realised[0]!, 3);
    expect(rounded.balls[0]!.radius).toBeCloseTo(whole.balls[0]!.radius, 3);
    expect(PopulationPlaces.parse(rounded)).toEqual(rounded);
  });
});

describe('rows of an evaluation', () => {
  const evaluate = (loop?: { readonly rounds: number }) =>
    evaluateGenerators({
      generators: [firstPerson, nameOnly],
      contexts: [context],
      size: 10,
      seed: 1,
      answerer: () => answerer,
      log: memoryLog(),
      design: 'test',
      ...(loop === undefined ? {} : { loop }),
    });

  it('should carry what their pictures are drawn from, and be read back as they are', async () => {
    const rows = await evaluate();

    for (const row of rows) {
      expect(row.places!.people).toHaveLength(10);
      expect(row.places!.balls).toHaveLength(3);
      expect(row.places!.responses.map(({ axis }) => axis)).toEqual(row.places!.axes);
      expect(row.openLoopPlaces).toBeNull();
      expect(EvaluationRow.strict().parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
    }
    expect(rows[0]!.places).toEqual(roundedPlaces(populationPlaces(people.measurement!)));
  });

  it('should carry places before and after a loop, and the aims that it moved', async () => {
    const [row] = await evaluate({ rounds: 2 });
    const aims = (of: PopulationPlaces): readonly number[] =>
      of.responses.flatMap(({ points }) => points.map(([aim]) => aim));
    const targets = (of: PopulationPlaces): readonly number[] => of.people.flatMap(({ target }) => target!);

    expect(aims(row!.openLoopPlaces!).toSorted()).toEqual(targets(row!.openLoopPlaces!).toSorted());
    expect(targets(row!.places!)).toEqual(targets(row!.openLoopPlaces!));
    expect(aims(row!.places!).toSorted()).not.toEqual(targets(row!.places!).toSorted());
  });

  it('should be read without places, as they were recorded before', async () => {
    const [row] = await evaluate();
    const { places: _, openLoopPlaces: _open, ...older } = row!;

    expect(EvaluationRow.strict().parse(older)).toEqual(older);
  });
});
