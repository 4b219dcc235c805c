import { normalMean, mean } from '../../foundation/statistics/index.js';
import { success, type LikertItem, type ModelFailure, type Questionnaire, type Result } from '../../spec/index.js';
import type { AppendLog } from '../../foundation/storage/index.js';
import {
  administer,
  MOST_WORDINGS,
  polePersonas,
  relativeStance,
  type Answerer,
  type PolePersona,
  type Responses,
} from '../answering/index.js';
import { judgeAxis, type PoleAnswers } from './_internals/judge-axis.js';
import { INSTRUMENT_THRESHOLDS, type InstrumentCheck } from './instrument-check.js';

/** What is checked, in whose answers. */
export interface CheckInstrumentOptions {
  readonly questionnaire: Questionnaire;
  readonly answerer: Answerer;
  /** Of models that must be sampled, and of drawn presentations. */
  readonly seed: number | string;
  /** Pole people of each pole, from 4 to 6. Default 6. */
  readonly wordings?: number;
  /** Default: those that {@link polePersonas} composes for a check. */
  readonly polePersonas?: readonly PolePersona[];
  /** Where answers are recorded, so that a later sitting asks only the rest. Default: nowhere. */
  readonly log?: AppendLog;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Told of every answer. */
  onAnswer?(): void;
}

/** What calls of the check are for. */
const PURPOSE = 'instrument';

/**
 * Finds out whether a questionnaire measures anything in the answers of a mind or model, before a population is believed.
 *
 * People composed strongly for and against each axis, ordinary on all others, answer its items. They must separate in the
 * right direction beyond their own spread (Hedges' g, with all of its interval above 1), and across them raw agreement with
 * forward items must run against that with reverse-keyed ones (all of the correlation's interval below 0). Acquiescence is
 * their mean raw agreement with both kinds of items, counted alike, less the midpoint; where people answer at the ends of
 * the scale, half of them cannot follow the pull, so it then shows at half its size. Scores are expected values.
 *
 * By likelihood, agreement is `½ + ratio / (pro - con)` of the axis' anchors, whose wordings are others than those of
 * the people that are measured; an axis whose anchors are not usable fails.
 *
 * @returns the failure that depends on the hour where one came; with a log the check then goes on where it was.
 * @throws MesocosmError (usage) for a number of wordings that cannot be had.
 */
export async function checkInstrument(options: CheckInstrumentOptions): Promise<Result<InstrumentCheck, ModelFailure>> {
  const { questionnaire, answerer } = options;
  const { wordings = MOST_WORDINGS } = options;
  const poles = options.polePersonas ?? polePersonas(questionnaire.axes, 'check', { wordings });
  const read = answerer.mode === 'likelihood' ? readStance : readChoices;
  const reply = await read(options, poles);
  if (!reply.ok) return reply;

  const judged = reply.value.map(judgeAxis);
  const axes = judged.map(({ check }) => check);
  const pulls = judged.flatMap((one) => one.pulls);
  return success({
    formatVersion: 1,
    questionnaire: questionnaire.name,
    mode: answerer.mode,
    answeredBy: answerer.mode === 'likelihood' ? answerer.model.name : answerer.mind.name,
    wordings: poles.length / (2 * questionnaire.axes.length),
    thresholds: INSTRUMENT_THRESHOLDS,
    axes,
    acquiescence: pulls.length === 0 ? null : acquiescenceOf(pulls),
    failed: axes.filter(({ verdict }) => verdict === 'failed').map(({ axis }) => axis),
  });
}

function acquiescenceOf(pulls: readonly number[]): NonNullable<InstrumentCheck['acquiescence']> {
  const { low, high } = normalMean(pulls);
  const flagged = low > INSTRUMENT_THRESHOLDS.acquiescence || high < -INSTRUMENT_THRESHOLDS.acquiescence;
  return { estimate: mean(pulls), low, high, flagged };
}

type Read = (
  options: CheckInstrumentOptions,
  poles: readonly PolePersona[],
) => Promise<Result<readonly PoleAnswers[], ModelFailure>>;

/** Agreement by points of scales: each person is asked the items of the own axis. */
const readChoices: Read = async (options, poles) => {
  const { questionnaire, answerer, onAnswer } = options;
  if (answerer.mode === 'likelihood') throw new Error('likelihoods are no choices');
  const found: PoleAnswers[] = [];
  for (const { name: axis } of questionnaire.axes) {
    const items = itemsOf(questionnaire, axis);
    const sides: PoleAnswers['low'][] = [];
    for (const pole of ['low', 'high'] as const) {
      if (items.length === 0) continue;
      const personas = poles.filter((one) => one.axis === axis && one.pole === pole).map(({ persona }) => persona);
      const reply = await administer({
        ...options,
        ...answerer,
        personas,
        items: items.map(({ id }) => id),
        purpose: PURPOSE,
        onAnswer,
      });
      if (!reply.ok) return reply;
      sides.push(agreements(reply.value));
    }
    const [low = [], high = []] = sides;
    found.push({ axis, items, low, high });
  }
  return success(found);
};

function agreements({ answers, items }: Responses): readonly (readonly (number | null)[])[] {
  return answers.map((row) =>
    row.map((answer, at) => {
      if (answer.kind === 'missing') return null;
      return items[at]?.reverseKeyed === true ? 1 - answer.expected : answer.expected;
    }),
  );
}

/** Agreement by likelihood, on the scale that the anchors fix. */
const readStance: Read = async (options, poles) => {
  const { questionnaire, answerer, onAnswer, log, concurrency, signal, wordings } = options;
  if (answerer.mode !== 'likelihood') throw new Error('choices are no likelihoods');
  const reply = await relativeStance({
    questionnaire,
    personas: poles.map(({ persona }) => persona),
    model: answerer.model,
    asks: (row, axis) => poles[row]?.axis === axis,
    wordings,
    log,
    concurrency,
    signal,
    purpose: PURPOSE,
    onPerson: () => onAnswer?.(),
  });
  if (!reply.ok) return reply;
  const { anchors, ratios, items } = reply.value;
  return success(
    anchors.map(({ axis, con, pro, reasons }) => {
      const own = items.flatMap((item, at) => (item.axis === axis ? [at] : []));
      const side = (pole: PolePersona['pole']): PoleAnswers['low'] =>
        ratios
          .filter((_, row) => poles[row]?.axis === axis && poles[row]?.pole === pole)
          .map((row) =>
            own.map((at) => {
              const ratio = row[at] ?? null;
              return ratio === null ? null : 0.5 + ratio / (pro - con);
            }),
          );
      // Anchors that stand the wrong way round fix no scale to answer on.
      if (pro <= con) return { axis, items: [], low: [], high: [], doubts: reasons };
      return { axis, items: itemsOf(questionnaire, axis), low: side('low'), high: side('high'), doubts: reasons };
    }),
  );
};

function itemsOf({ items }: Questionnaire, axis: string): readonly LikertItem[] {
  return items.filter((item) => item.axis === axis);
}
