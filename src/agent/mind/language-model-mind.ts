import { chancesFrom, quantise, seed32 } from '../../foundation/random/index.js';
import {
  canonicalState,
  type CallContext,
  type Choice,
  type Judgement,
  type LanguageModel,
  type Mind,
  type MindContext,
  type ModelFailure,
  type Result,
  type Situation,
} from '../../spec/index.js';
import {
  livePresentation,
  presentationsOf,
  renderPrompt,
  type Elicitation,
  type Presentation,
} from '../elicitation/index.js';

/** What the model answered to one presentation, at temperature 1 and in canonical order. */
export interface PresentationAnswer {
  readonly presentation: Presentation;
  /** After temperature. */
  readonly probabilities: readonly number[];
  /** As the model gave them (temperature 1 where the model is exact). */
  readonly raw: readonly number[];
  readonly mass: number | null;
}

/** Who asks, as far as it matters; `onAnswer` is called for each presentation that was answered. */
export interface AskContext extends Partial<MindContext> {
  readonly purpose?: string;
  onAnswer?(): void;
}

/** How a situation was asked, for those who want more than the average. */
export interface LanguageModelMind extends Mind {
  readonly elicitation: Elicitation;
  readonly temperature: number;
  /** One answer a declared presentation, or the failure of the first that failed. */
  ask(situation: Situation, context?: AskContext): Promise<Result<readonly PresentationAnswer[], ModelFailure>>;
}

/**
 * A mind that asks a language model.
 *
 * The distribution is the average over presentations, temperature applied to each first: what a population does that
 * meets each presentation equally often. Where the model is exact, situations of one `kind`, `options` and `state` are
 * asked once for each persona and then answered at once, without a promise; sampled answers are kept for their own run
 * only, and live presentations are asked each time.
 */
export function languageModelMind(options: {
  readonly model: LanguageModel;
  /** 0 or more; 0 takes the most likely option (ties are shared). */
  readonly temperature: number;
  readonly elicitation: Elicitation;
  readonly name?: string;
  /** Called for every judgement that needed no call. */
  onKnown?(): void;
}): LanguageModelMind {
  const { model, temperature, elicitation, onKnown } = options;
  const known = new Map<string, Judgement | Promise<Judgement>>();
  const recent = new WeakMap<Situation, { readonly prefix: string; readonly judgement: Judgement }>();
  const exact = model.capabilities.choose === 'exact';

  const askOne = async (
    situation: Situation,
    presentation: Presentation,
    context: AskContext,
    index: number,
  ): Promise<Result<PresentationAnswer, ModelFailure>> => {
    const { prompt, options: offered } = renderPrompt(situation, presentation, {
      elicitation,
      persona: context.persona,
    });
    const stream = `${context.stream ?? 'alone'}/${context.agent ?? ''}/${context.occasion ?? 0}/${index}`;
    const call: CallContext = {
      stream,
      seed: seed32(stream),
      purpose: context.purpose ?? 'decision',
      ...(context.signal === undefined ? {} : { signal: context.signal }),
    };
    const reply = await model.choose({ prompt, options: offered, temperature, samples: elicitation.samples }, call);
    context.onAnswer?.();
    return reply.ok ? { ok: true, value: answerOf(reply.value, presentation, temperature) } : reply;
  };

  const askAll = async (
    situation: Situation,
    presentations: readonly Presentation[],
    context: AskContext,
  ): Promise<Result<readonly PresentationAnswer[], ModelFailure>> => {
    const replies = await Promise.all(presentations.map((one, index) => askOne(situation, one, context, index)));
    const failure = replies.find((reply) => !reply.ok);
    if (failure !== undefined) return failure as Result<readonly PresentationAnswer[], ModelFailure>;
    return { ok: true, value: replies.flatMap((reply) => (reply.ok ? [reply.value] : [])) };
  };

  const judge = async (situation: Situation, context: MindContext): Promise<Judgement> => {
    const presentations =
      elicitation.orders === 'live'
        ? [livePresentation(situation, elicitation, liveChance(context))]
        : presentationsOf(situation, elicitation);
    return judgementOf(await askAll(situation, presentations, context));
  };

  return {
    name: options.name ?? model.name,
    elicitation,
    temperature,
    ask: (situation, context = {}) => askAll(situation, presentationsOf(situation, elicitation), context),
    judge(situation, context) {
      if (elicitation.orders === 'live') return judge(situation, context);
      const prefix = exact ? (context.persona?.text ?? '') : `${context.stream}\n${context.agent}\n${context.occasion}`;
      const last = recent.get(situation);
      if (last !== undefined && last.prefix === prefix) {
        onKnown?.();
        return last.judgement;
      }
      const key = JSON.stringify([prefix, situation.kind, situation.options, canonicalState(situation)]);
      const before = known.get(key);
      if (before !== undefined) {
        if (!(before instanceof Promise)) recent.set(situation, { prefix, judgement: before });
        onKnown?.();
        return before;
      }
      const asked = judge(situation, context).then((judgement) => {
        // A failure may pass: only what was answered is kept.
        if (judgement.kind === 'distribution') known.set(key, judgement);
        else known.delete(key);
        return judgement;
      });
      known.set(key, asked);
      return asked;
    },
  };
}

function liveChance({ stream, agent, occasion }: MindContext): ReturnType<ReturnType<typeof chancesFrom>> {
  return chancesFrom(stream)('presentation', agent, occasion);
}

function answerOf(choice: Choice, presentation: Presentation, temperature: number): PresentationAnswer {
  const cooled = choice.kind === 'exact' ? atTemperature(choice.probabilities, temperature) : choice.probabilities;
  const back = (values: readonly number[]): number[] => presentation.labels.map((label) => values[label] ?? 0);
  return { presentation, probabilities: back(cooled), raw: back(choice.probabilities), mass: choice.mass };
}

/** Probabilities to the power 1 / T, normalised; at T = 0 all of it on the largest, shared among equals. */
export function atTemperature(probabilities: readonly number[], temperature: number): number[] {
  if (temperature === 1) return [...probabilities];
  const largest = Math.max(...probabilities);
  const weights = probabilities.map((p) =>
    temperature === 0 ? Number(p === largest) : Math.exp((Math.log(p) - Math.log(largest)) / temperature),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function judgementOf(reply: Result<readonly PresentationAnswer[], ModelFailure>): Judgement {
  if (!reply.ok) {
    const { kind, message, evidence } = reply.failure;
    const because = { message, ...(evidence === undefined ? {} : { evidence: { text: evidence } }) };
    return { kind: kind === 'not-available' ? 'malformed' : kind, ...because };
  }
  const answers = reply.value;
  const count = answers.length;
  const first = answers[0] as PresentationAnswer;
  const mean = first.probabilities.map(
    (_, option) => answers.reduce((sum, { probabilities }) => sum + (probabilities[option] ?? 0), 0) / count,
  );
  const masses = answers.flatMap(({ mass }) => (mass === null ? [] : [mass]));
  const variance =
    answers.reduce((sum, { probabilities }) => sum + ((probabilities[0] ?? 0) - (mean[0] ?? 0)) ** 2, 0) / count;
  return {
    kind: 'distribution',
    probabilities: quantise(mean),
    evidence: {
      mass: masses.length === 0 ? null : round(masses.reduce((sum, mass) => sum + mass, 0) / masses.length),
      presentations: count,
      spread: round(Math.sqrt(variance)),
    },
  };
}

/** Six digits are more than a mass or a spread means; the journal stays short. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
