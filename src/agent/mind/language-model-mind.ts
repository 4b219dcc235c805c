import { chancesFrom } from '../../foundation/random/index.js';
import {
  canonicalState,
  type Judgement,
  type LanguageModel,
  type Mind,
  type MindContext,
  type ModelFailure,
  type Persona,
  type Result,
  type Situation,
} from '../../spec/index.js';
import {
  askForAnswer,
  askPresentations,
  describeElicitation,
  judgementOf,
  livePresentation,
  presentationsOf,
  stanceJudgement,
  type AskContext,
  Elicitation,
  type PresentationAnswer,
} from '../elicitation/index.js';
import { wordsForMemory } from './words-for-memory.js';

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
 * asked once for each persona and then answered at once, without a promise; sampled answers are shared within their own
 * run only, and live presentations are asked each time. What is no choice (`Situation.answer`) is asked for anew on every
 * occasion, see {@link askForAnswer}.
 */
export function languageModelMind(options: {
  readonly model: LanguageModel;
  /** 0 or more; 0 takes the most likely option (ties are shared). */
  readonly temperature: number;
  /** What is left out has its default. */
  readonly elicitation: Partial<Elicitation>;
  readonly name?: string;
  /** Called for every judgement that needed no call. */
  onKnown?(): void;
}): LanguageModelMind {
  const { model, temperature, onKnown } = options;
  const elicitation = Elicitation.parse(options.elicitation);
  const known = new Map<string, Judgement | Promise<Judgement>>();
  const recent = new WeakMap<Situation, { readonly prefix: string; readonly judgement: Judgement }>();
  const exact = model.capabilities.choose === 'exact';

  const asking = { model, elicitation, temperature };
  const askedChoice = describeElicitation(elicitation);
  const askedScale = describeElicitation(elicitation, { scale: true });

  const judge = async (situation: Situation, context: MindContext): Promise<Judgement> => {
    if (elicitation.stance === 'likelihood' && situation.claims !== undefined && model.capabilities.score) {
      return stanceJudgement(asking, situation, context);
    }
    const asked = situation.scale === true ? askedScale : askedChoice;
    const presentations =
      elicitation.orders === 'live'
        ? [livePresentation(situation, elicitation, liveChance(context))]
        : presentationsOf(situation, elicitation);
    const reply = await askPresentations(asking, { situation, presentations }, context);
    return reply.ok
      ? judgementOf(reply.value, { ...asking, asked, counted: context.purpose === 'prior' })
      : withoutAnswer(reply.failure, asked);
  };

  return {
    name: options.name ?? model.name,
    elicitation,
    temperature,
    ask: (situation, context = {}) =>
      askPresentations(asking, { situation, presentations: presentationsOf(situation, elicitation) }, context),
    ...(model.capabilities.write
      ? { words: (context: MindContext) => wordsForMemory({ model, form: elicitation.form }, context) }
      : {}),
    judge(situation, context) {
      const { answer: form } = situation;
      if (form !== undefined) return askForAnswer(asking, { situation, form }, context);
      if (elicitation.orders === 'live') return judge(situation, context);
      const who = whoIs(context.persona, elicitation);
      const prefix = exact ? who : `${context.stream}\n${who}`;
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

/** What a prompt may say of somebody: the text, and in the third person the name. */
function whoIs(persona: Persona | undefined, { person }: Elicitation): string {
  if (persona === undefined) return '';
  return person === 'third' ? `${persona.name}\n${persona.text}` : persona.text;
}

function withoutAnswer({ kind, message, evidence, mass }: ModelFailure, asked: string): Judgement {
  const about = {
    asked,
    ...(evidence === undefined ? {} : { text: evidence }),
    ...(mass === undefined ? {} : { mass }),
  };
  return { kind: kind === 'not-available' ? 'malformed' : kind, message, evidence: about };
}
