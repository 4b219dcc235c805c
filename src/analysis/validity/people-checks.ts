import { figure, mean, variance } from '../../foundation/statistics/index.js';
import type { Probe, ValidityFinding } from '../../spec/index.js';
import type { StudyEvidence } from './evidence.js';

type About = Pick<ValidityFinding, 'check' | 'principle'>;

/** A smaller difference of probabilities is none. */
export const LEAST_DIFFERENCE = 0.02;

/** Whether people differ, whether what they remember matters, and whether anything holds it against people of flesh and blood. */
export function checkPeople(evidence: StudyEvidence): readonly ValidityFinding[] {
  return [homogeneity(evidence), memory(evidence), REALISM];
}

const REALISM: ValidityFinding = {
  check: 'realism',
  principle: 'realism',
  verdict: 'not-known',
  evidence: 'No figures of human groups are part of a study.',
  remedy: 'hold the outcome against published or measured behaviour of people in the same situation',
};

/** Spread of priors between people and, where it was measured, that of one person over presentations of one question. */
interface Spread {
  readonly situation: string;
  readonly people: number;
  /** Variances of the probability of the first option. */
  readonly between: number;
  readonly within: number | null;
}

function homogeneity({ summary, probes }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'homogeneity', principle: 'profile' };
  if (summary.population === null) {
    const evidence = 'Agents have no personas: they are alike by design.';
    return { ...about, verdict: 'not-applicable', evidence, remedy: null };
  }
  const spreads = spreadsOf(probes);
  if (spreads.length === 0) {
    const evidence = 'Fewer than two people were asked alone.';
    return { ...about, verdict: 'not-known', evidence, remedy: 'ask at least two people alone' };
  }
  const widest = spreads.reduce((best, one) => (one.between > best.between ? one : best));
  const { situation, people, between, within } = widest;
  const ratio = within === null || within === 0 ? null : between / within;
  const beside = ratio === null ? '' : `, ${ratio.toFixed(2)} times the variance over presentations of one question`;
  const evidence =
    `Alone, ${people} people differ by a standard deviation of ${figure(Math.sqrt(between))} at most ` +
    `(situation ${situation})${beside}.`;
  const differ = Math.sqrt(between) >= LEAST_DIFFERENCE && (ratio === null || ratio > 1);
  if (differ) return { ...about, verdict: 'passed', evidence, remedy: null };
  const remedy =
    'measure whether personas reach behaviour (`mesocosm personas measure`), or take a model that reads them';
  return { ...about, verdict: 'failed', evidence, remedy };
}

function spreadsOf(probes: readonly Probe[]): readonly Spread[] {
  const kinds = [...new Set(probes.map(({ condition, situation }) => JSON.stringify([condition, situation])))];
  return kinds.flatMap((kind) => {
    const own = probes.filter(({ condition, situation }) => JSON.stringify([condition, situation]) === kind);
    if (own.length < 2) return [];
    const within = own.flatMap(({ spread }) => (spread === null ? [] : [spread ** 2]));
    return [
      {
        situation: own[0]?.situation ?? '',
        people: own.length,
        between: variance(own.map(({ probabilities }) => probabilities[0] ?? 0)),
        within: within.length === 0 ? null : mean(within),
      },
    ];
  });
}

/**
 * An agent whose distribution never moves remembers nothing that matters. What moves it may be memory or what it sees: runs in
 * which it does not move show the lack, others do not prove the use.
 */
function memory({ memory: kept, probes, summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'memory-used', principle: 'memory' };
  const histories = historiesOf(probes);
  const ladder = summary.conditions.flatMap(({ curve }) =>
    curve === null ? [] : [rangeOf(curve.points.map(({ p }) => p))],
  );
  const moved = [
    ...(kept === null || kept.decisions === 0
      ? []
      : [{ by: kept.largest, where: `over ${kept.decisions} decisions of kept runs` }]),
    ...(histories === null ? [] : [{ by: histories, where: 'between an empty and a made-up history' }]),
    ...(ladder.length === 0 ? [] : [{ by: Math.max(...ladder), where: 'over the situations of the response curve' }]),
  ];
  if (moved.length === 0) {
    const evidence = 'No kept run shows distributions, and no agent was asked with more than one history.';
    return { ...about, verdict: 'not-known', evidence, remedy: 'keep at least one journal of each arm (`--journals`)' };
  }
  const evidence = `Distributions move by at most ${moved.map(({ by, where }) => `${figure(by)} ${where}`).join(', ')}.`;
  if (moved.some(({ by }) => by >= LEAST_DIFFERENCE)) return { ...about, verdict: 'passed', evidence, remedy: null };
  const remedy =
    'show what is remembered more plainly, or take a model that reacts to it (controls `history`, `majority`)';
  return { ...about, verdict: 'failed', evidence, remedy };
}

/** Largest total variation distance of one agent's answers to its situations from the first; `null` with one situation. */
function historiesOf(probes: readonly Probe[]): number | null {
  const first = new Map<string, readonly number[]>();
  let largest: number | null = null;
  for (const { condition, agent, probabilities } of probes) {
    const key = JSON.stringify([condition, agent]);
    const before = first.get(key);
    if (before === undefined) first.set(key, probabilities);
    else if (before.length === probabilities.length) largest = Math.max(largest ?? 0, distance(before, probabilities));
  }
  return largest;
}

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, p, option) => sum + Math.abs(p - (other[option] ?? 0)), 0) / 2;
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
