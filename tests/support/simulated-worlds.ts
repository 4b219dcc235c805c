import { chancesFrom } from '../../src/foundation/random/index.js';
import {
  closeLoop,
  onlyItems,
  type LoopOptions,
  type LoopReport,
  type LoopScores,
} from '../../src/persona/loop/index.js';
import {
  calibratedRadius,
  coverage,
  dispersion,
  hullVolume,
  positionsOf,
  referencePoints,
} from '../../src/persona/measuring/index.js';
import { sobolPoints } from '../../src/persona/placement/index.js';
import { success, type AnswerTable, type Position } from '../../src/spec/index.js';
import {
  answerItem,
  drawNormal,
  expectedAnswer,
  expectedStance,
  simulatedQuestionnaire,
  writeText,
  type SimulatedInstrument,
  type SimulatedPerson,
  type SimulatedWriter,
} from './simulated-writers.js';

export type WriterKind = 'straight' | 'saturating' | 'capped';
export const PEOPLE = 25;
type Scores = NonNullable<LoopScores>;

/** Eight items an axis of five points, with a light noise of a quarter of a point. */
const INSTRUMENT = { points: 5, discrimination: 4, itemNoise: 0.25 };
const ITEMS_PER_AXIS = 8;

/** A writer of the kind with parameters of its own: gains from .2 to .4, biases of sd .08, leakage .2, noise .06. */
export function drawWriter(kind: WriterKind, axes: number, seed: string): SimulatedWriter {
  const chance = chancesFrom(seed)('writer');
  const each = Array.from({ length: axes });
  return {
    gains: each.map(() => 0.2 + 0.2 * chance.uniform()),
    biases: each.map(() => 0.08 * drawNormal(() => chance.uniform())),
    leakage: 0.2,
    noise: 0.06,
    ...(kind === 'saturating' ? { asymptote: 0.5 } : {}),
    bounds: kind === 'capped' ? { low: 0, high: 1 } : { low: -2, high: 3 },
  };
}

/** What a loop came to in one world, on items that it never saw. */
export interface LoopTrial {
  readonly open: Scores;
  /** After the rounds of calibration alone. */
  readonly calibrated: Scores;
  readonly closed: Scores;
  /** By the steering items, at the end. */
  readonly steering: Scores;
  /** Sobol population that stands just where it was placed, through the same instrument. */
  readonly ideal: Scores;
  /** Written once by somebody who knows the writer's response and its cap. */
  readonly oracle: Scores;
  readonly report: LoopReport;
  /** An entry an axis. */
  readonly reach: readonly ReachTrial[];
}

/** A reported reach against the expected answers at the aims that were tried. */
export interface ReachTrial {
  readonly error: number;
  readonly covered: boolean;
}

/** Closes the loop in one simulated world, which is determined by its kind, number of axes and seed. */
export async function tryLoop(
  kind: WriterKind,
  axes: number,
  seed: string,
  changes: Partial<LoopOptions<SimulatedPerson>> = {},
): Promise<LoopTrial> {
  const world = simulatedWorld({ writer: drawWriter(kind, axes, seed), axes, seed });
  const result = await closeLoop({ ...world.options, ...changes });
  if (!result.ok) throw new Error(result.failure.message);
  const { report } = result.value;
  const heldOut = report.rounds.map((round) => round.heldOut as Scores);
  const last = report.rounds.at(-1);
  const firstOther = report.rounds.findIndex(({ kind: why }) => why === 'empty-balls' || why === 'reach');
  const measured = (people: readonly SimulatedText[]): Scores => {
    const table = onlyItems(world.table(people), report.items.heldOut);
    return world.scores(positionsOf(table).positions);
  };
  return {
    open: heldOut[0] as Scores,
    calibrated: heldOut[firstOther === -1 ? heldOut.length - 1 : firstOther - 1] as Scores,
    closed: last?.heldOut as Scores,
    steering: last?.steering as Scores,
    ideal: measured(world.targets.map((stance, at) => ({ name: `ideal ${at}`, text: `ideal ${at}`, stance }))),
    oracle: measured(
      world.targets.map((target, at) => world.write(oracleAim(target, world.writer), `oracle ${at}`, `oracle ${at}`)),
    ),
    report,
    reach: report.reach.map((reach, axis) => reachTrial({ reach, axis, report, world })),
  };
}

export type SimulatedText = SimulatedPerson & { readonly text: string };
type World = ReturnType<typeof simulatedWorld>;

/** Writing, answering and measuring in one world. */
export function simulatedWorld(of: {
  readonly writer: SimulatedWriter;
  readonly axes: number;
  readonly seed: string;
  readonly instrument?: SimulatedInstrument;
}) {
  const { writer, axes, seed } = of;
  const each = Array.from({ length: axes });
  const instrument = of.instrument ?? { ...INSTRUMENT, itemsPerAxis: each.map(() => ITEMS_PER_AXIS) };
  const questionnaire = simulatedQuestionnaire(instrument);
  const names = questionnaire.axes.map(({ name }) => name);
  const targets = sobolPoints({ axes, size: PEOPLE, seed });
  const write = (aim: readonly number[], name: string, text: string): SimulatedText =>
    writeText(aim, writer, { name, text, seed });
  const table = (people: readonly SimulatedText[]): AnswerTable => ({
    axes: names,
    personas: people.map(({ name }) => name),
    items: questionnaire.items,
    scores: people.map(({ text, stance }) =>
      questionnaire.items.map(({ id, axis }) =>
        answerItem({ text, stance: stance[names.indexOf(axis)] as number }, { item: id, seed, instrument }),
      ),
    ),
    kind: 'drawn',
    mode: 'single',
  });
  const { radius } = calibratedRadius({ size: PEOPLE, axes });
  const reference = referencePoints({ axes, chance: chancesFrom('simulated worlds')('reference') });
  const scores = (positions: readonly (readonly number[])[]): Scores => ({
    people: positions.length,
    coverage: coverage(positions, { radius, reference }),
    hull: hullVolume(positions).volume,
    dispersion: dispersion(positions, { tolerance: 0.001 }).radius,
  });
  const options: LoopOptions<SimulatedText> = {
    questionnaire,
    targets: targets.map((target): Position =>
      Object.fromEntries(names.map((name, at) => [name, target[at] as number])),
    ),
    write: async (requests, round) =>
      success(
        requests.map(({ index, aim }) =>
          write(
            names.map((name) => aim[name] as number),
            `person ${index}`,
            `person ${index} in round ${round}`,
          ),
        ),
      ),
    answer: async (people) => success(table(people)),
    aims: writer.bounds,
    seed,
  };
  return { writer, instrument, questionnaire, targets, write, table, scores, options };
}

/** The aim of somebody who knows the response: each axis for itself, as near to the target as bounds allow. */
function oracleAim(target: readonly number[], writer: SimulatedWriter): number[] {
  const { gains, biases, leakage, asymptote, bounds } = writer;
  const aim = target.map(() => 0.5);
  for (let sweep = 0; sweep < 40; sweep += 1) {
    target.forEach((wanted, axis) => {
      let moved = wanted - 0.5 - (biases[axis] as number);
      if (asymptote !== undefined) moved = asymptote * Math.atanh(Math.min(0.999, Math.max(-0.999, moved / asymptote)));
      const leaked = leakage * aim.reduce((sum, value, other) => (other === axis ? sum : sum + value - 0.5), 0);
      aim[axis] = Math.min(bounds.high, Math.max(bounds.low, 0.5 + moved / (gains[axis] as number) - leaked));
    });
  }
  return aim;
}

function reachTrial(of: {
  readonly reach: LoopReport['reach'][number];
  readonly axis: number;
  readonly report: LoopReport;
  readonly world: World;
}): ReachTrial {
  const { reach, axis, report, world } = of;
  const tried = report.rounds.flatMap(({ written }) => written.map(({ aim }) => Object.values(aim)));
  // Answers follow stances without a fall, so that the extremes of one are those of the other.
  const stances = tried.map((aim) => expectedStance(aim, world.writer)[axis] as number);
  const at = (stance: number): number =>
    expectedAnswer(tried[stances.indexOf(stance)] as readonly number[], axis, world);
  const width = at(Math.max(...stances)) - at(Math.min(...stances));
  return {
    error: Math.abs(reach.width.value - width) / width,
    covered: reach.width.low <= width && width <= reach.width.high,
  };
}
