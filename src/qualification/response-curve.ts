import { presentationsOf, type LanguageModelMind, type PresentationAnswer } from '../agent/index.js';
import { chancesFrom } from '../foundation/random/index.js';
import { bootstrapMean, mean } from '../foundation/statistics/index.js';
import type { ModelFailure, ResponseCurve, ResponseLadder, Result, Situation } from '../spec/index.js';
import { fitTanh } from './fit-tanh.js';

/** A response curve, and every answer behind it. */
export interface MeasuredCurve {
  readonly curve: ResponseCurve;
  readonly answers: readonly {
    readonly x: number;
    readonly situation: Situation;
    readonly answers: readonly PresentationAnswer[];
  }[];
}

/**
 * Asks a mind along a ladder of situations, in all declared presentations. The intervals are over presentations
 * (bootstrap, 95 %): how far the curve hangs on the wording, not on chance, for the answers themselves are exact.
 */
export async function measureResponse(
  mind: LanguageModelMind,
  ladder: ResponseLadder,
  options: {
    /** Names the occasion (study and condition), for models that must be sampled. */
    readonly stream?: string;
    readonly signal?: AbortSignal;
    onAsked?(done: number, total: number): void;
  } = {},
): Promise<Result<MeasuredCurve, ModelFailure>> {
  const total = ladder.points.reduce(
    (sum, { situation }) => sum + presentationsOf(situation, mind.elicitation).length,
    0,
  );
  let done = 0;
  const onAnswer = (): void => options.onAsked?.((done += 1), total);
  const replies = await Promise.all(
    ladder.points.map(async ({ x, situation }) => {
      const reply = await mind.ask(situation, {
        stream: within(options.stream, `ladder:${x}`),
        purpose: 'examination',
        signal: options.signal,
        onAnswer,
      });
      return { x, situation, reply };
    }),
  );
  const failure = replies.find(({ reply }) => !reply.ok)?.reply;
  if (failure !== undefined && !failure.ok) return failure;
  const answers = replies.flatMap(({ x, situation, reply }) =>
    reply.ok ? [{ x, situation, answers: reply.value }] : [],
  );
  const points = answers.map(({ x, answers: all }) => pointOf(x, all));
  const largest = Math.max(...points.map(({ x }) => x));
  const curve: ResponseCurve = {
    axis: ladder.axis,
    option: ladder.points[0]?.situation.options[0] ?? '',
    temperature: mind.temperature,
    presentations: answers[0]?.answers.length ?? 1,
    points,
    fit: fitTanh(points.map(({ x, p }) => ({ m: (2 * x) / largest - 1, p }))),
  };
  return { ok: true, value: { curve, answers } };
}

/** A stream of an occasion; without an occasion, of none. */
export function within(occasion: string | undefined, stream: string): string {
  return occasion === undefined ? stream : `${occasion}:${stream}`;
}

function pointOf(x: number, answers: readonly PresentationAnswer[]): ResponseCurve['points'][number] {
  const first = answers.map(({ probabilities }) => probabilities[0] ?? 0);
  const masses = answers.flatMap(({ mass }) => (mass === null ? [] : [mass]));
  const { low, high } = bootstrapMean(first, { chance: chancesFrom('response curve')('point', x) });
  return {
    x,
    p: mean(first),
    low,
    high,
    raw: mean(answers.map(({ raw }) => raw[0] ?? 0)),
    mass: masses.length === 0 ? null : mean(masses),
    presentations: first,
  };
}
