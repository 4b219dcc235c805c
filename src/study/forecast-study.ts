import { presentationsOf, renderPrompt } from '../agent/index.js';
import { systemClock } from '../foundation/clock.js';
import { usdOf, type Price } from '../model/index.js';
import { execute, type MindSource } from '../run/index.js';
import type { Judgement, Json, Mind, MindContext, Situation } from '../spec/index.js';
import { openMinds } from './choose-several.js';
import { applicableArms, openCondition, wantedArms, type OpenCondition } from './conditions.js';
import { conditionsOf } from './design-of.js';
import { ASKED_AFTER, howMany } from './design.js';
import { forecastCalls } from './forecast.js';
import { forecastValues } from './forecast-values.js';
import { studyOpening } from './opening.js';
import { priceFor, pricesFor } from './price-for.js';
import type { StudyOptions } from './run-study.js';

/** How much a study has to do, before it begins. */
export interface StudyForecast {
  readonly conditions: number;
  /** Runs of all conditions and arms that apply. */
  readonly runs: number;
  /** Decisions of all runs, from one dry run of each condition in which every mind is undecided. */
  readonly decisions: number;
  /** Questions to agents at the end of runs, which are asked beside them. */
  readonly askedAfter: number;
  /** Statements of a value instrument that are put to agents, before runs and at their ends. */
  readonly values: number;
  /** Model calls at most, where they can be counted beforehand, else as many as these decisions take; 0 without a model. */
  readonly calls: number;
  /** Whether equal situations are asked once for the whole study, so that `calls` is a bound. */
  readonly bound: boolean;
  /** Tokens that are read, taking four characters for a token. */
  readonly promptTokens: number;
  /** US dollars for what is read; `null` where no price is known. */
  readonly usd: number | null;
}

/** Characters of English text that make a token, roughly. */
const CHARACTERS_A_TOKEN = 4;

/**
 * Says how much a study would do, and does nothing of it: no folder is made, and a model is asked no more than it takes to
 * open it.
 *
 * @throws MesocosmError (usage) for whatever could not be run either.
 */
export async function forecastStudy(options: StudyOptions): Promise<StudyForecast> {
  const given = conditionsOf(options);
  const { clock = systemClock } = options;
  const opening = studyOpening(options, { given, clock });
  const population = given.find((one) => one.population !== null)?.population ?? undefined;
  const around = { ...options.languageModel, signal: options.signal, around: opening.around };
  const first = (given[0] as (typeof given)[number]).scenario;
  const chosen = await openMinds({ ...options, population }, first, around);
  try {
    const { source } = chosen;
    const conditions = given.map((one) => openCondition(one, source));
    const prices = await pricesFor(source, options);
    const price = prices === undefined ? await priceFor(source, options) : dearest(source, prices);
    const counted = forecastCalls(conditions, source);
    const each = await Promise.all(conditions.map((condition) => dryRun(condition, options)));
    const runs = options.runs ?? 40;
    const sum = (valueOf: (one: Dry) => number): number => each.reduce((total, one) => total + valueOf(one), 0);
    const decisions = sum(({ asked, arms }) => asked * arms) * runs;
    const askedRuns = howMany(options.askedAfter ?? ASKED_AFTER, runs);
    const askedAfter = sum(({ after, askedArms }) => after * askedArms) * askedRuns;
    const asksModel = source.model !== undefined;
    const valued = each.map((one) => forecastValues(one.condition, source, one.askedArms * askedRuns));
    const forValues = valued.reduce((total, one) => total + one.calls, 0);
    const forRuns = counted?.calls ?? (asksModel ? sum((one) => callsOf(one, { runs, askedRuns, source })) : 0);
    const calls = forRuns + forValues;
    const questions = sum(({ asked }) => asked);
    const characters = questions === 0 ? 0 : sum((one) => one.characters) / questions;
    const promptTokens = Math.round((calls * characters) / CHARACTERS_A_TOKEN);
    return {
      conditions: conditions.length,
      runs: sum(({ arms }) => arms) * runs,
      decisions,
      askedAfter,
      values: valued.reduce((total, one) => total + one.questions, 0),
      calls,
      bound: typeof counted?.calls === 'number' || !asksModel,
      promptTokens,
      usd: price === undefined ? (asksModel ? null : 0) : usdOf({ promptTokens, completionTokens: 0 }, price),
    };
  } finally {
    await opening.release();
    await chosen.close();
  }
}

/** What one run of a condition asks for. */
interface Dry {
  readonly condition: OpenCondition;
  readonly arms: number;
  /** Arms whose agents are asked at the end of a run. */
  readonly askedArms: number;
  /** Questions at the end of an interacting run. */
  readonly after: number;
  /** Decisions that are asked for in an interacting run. */
  readonly asked: number;
  /** Characters of all their prompts, each in its first presentation. */
  readonly characters: number;
}

async function dryRun(condition: OpenCondition, options: StudyOptions): Promise<Dry> {
  const { scenario, minds, agents, name } = condition;
  const tally = { asked: 0, after: 0, characters: 0 };
  const mind = undecided((situation, { persona, purpose }) => {
    if (purpose === 'after') return void (tally.after += 1);
    tally.asked += 1;
    const [spoken] = Object.values(condition.mixture?.whole ?? {}).flatMap((one) => one.minds.spoken ?? []);
    const elicitation = (minds.spoken ?? spoken)?.elicitation;
    if (elicitation === undefined) return;
    const [presentation] = presentationsOf(situation, elicitation);
    if (presentation === undefined) return;
    const { prompt } = renderPrompt(situation, presentation, { elicitation, persona });
    tally.characters += (prompt.system?.length ?? 0) + prompt.pieces.reduce((sum, piece) => sum + piece.length, 0);
  });
  const places = agents.map((agent) => ({ ...agent, mind }));
  const dry = { scenario, condition: name, arm: 'interacting', seed: options.seed ?? 1, agents: places };
  await execute({ ...dry, asksAfter: true }, options);
  const { arms } = applicableArms(condition, wantedArms(scenario, options.arms), {
    curve: null,
    runs: options.runs ?? 40,
  });
  return {
    condition,
    arms: arms.length,
    askedArms: arms.filter(({ asksAfter }) => asksAfter === true).length,
    ...tally,
  };
}

/** Calls of a condition, where nobody else's answer serves. */
function callsOf(
  one: Dry,
  { runs, askedRuns, source }: { readonly runs: number; readonly askedRuns: number; readonly source: MindSource },
): number {
  return (one.asked * one.arms * runs + one.after * one.askedArms * askedRuns) * perDecision(one, source);
}

/** Calls for one decision that nobody else's answer serves; of a mixture on average. */
function perDecision({ condition }: Dry, { model }: MindSource): number {
  const { mixture, scenario, minds } = condition;
  if (mixture === undefined) return callsFor(scenario, { minds, model });
  const places = Object.values(mixture.counts).reduce((sum, count) => sum + count, 0);
  const each = Object.entries(mixture.whole).map(
    ([mind, one]) => (mixture.counts[mind] ?? 0) * callsFor(scenario, { minds: one.minds, model: one.source.model }),
  );
  return each.reduce((sum, calls) => sum + calls, 0) / places;
}

function callsFor(
  { agents, situations }: OpenCondition['scenario'],
  { minds, model }: { readonly minds: OpenCondition['minds']; readonly model: MindSource['model'] },
): number {
  const { spoken } = minds;
  const [first] = agents;
  if (spoken === undefined || model === undefined || first === undefined) return 0;
  const { elicitation } = spoken;
  const alone = situations.alone(first);
  const presentations =
    elicitation.orders === 'live'
      ? 1
      : Math.max(1, ...alone.map(({ situation }) => presentationsOf(situation, elicitation).length));
  return presentations * (model.capabilities.choose === 'exact' ? 1 : elicitation.samples);
}

/** The highest price of several models, so that the forecast is a bound; `undefined` where that of one is not known. */
function dearest(
  { several = {} }: MindSource,
  prices: { readonly [mind: string]: Price | undefined },
): Price | undefined {
  const asked = Object.entries(several).filter(([, { model }]) => model !== undefined);
  const known = asked.map(([mind]) => prices[mind]);
  return known.reduce(
    (most, price) =>
      price === undefined || most === undefined
        ? undefined
        : price.inputUsdPerMillionTokens > most.inputUsdPerMillionTokens
          ? price
          : most,
    known[0],
  );
}

/** Finds all options alike; where something else is asked for, says as little as it may. */
function undecided(onAsked: (situation: Situation, context: MindContext) => void): Mind {
  return {
    name: 'rule:undecided',
    judge(situation, context): Judgement {
      onAsked(situation, context);
      const { options, answer } = situation;
      if (answer === undefined) {
        return { kind: 'distribution', probabilities: options.map(() => 1 / options.length) };
      }
      if (answer.kind === 'structured') return { kind: 'refused', message: 'it is a dry run' };
      const value: Json = answer.kind === 'number' ? answer.minimum : 'Well.'.slice(0, answer.maxCharacters);
      return { kind: 'answer', value };
    },
  };
}
