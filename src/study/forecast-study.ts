import { presentationsOf, renderPrompt } from '../agent/index.js';
import { systemClock } from '../foundation/clock.js';
import { execute, type MindSource } from '../run/index.js';
import type { Judgement, Json, Mind, MindContext, Situation } from '../spec/index.js';
import { openMinds } from './choose-several.js';
import { applicableArms, openCondition, wantedArms, type OpenCondition } from './conditions.js';
import { conditionsOf } from './design-of.js';
import { ASKED_AFTER, howMany } from './design.js';
import { forecastMinds, type Asking, type Dry, type MindForecast } from './forecast-minds.js';
import { tellingIn } from './forecast-telling.js';
import { questionsOnValues } from './forecast-values.js';
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
  /** Questions about constructed histories, which are asked beside them. */
  readonly histories: number;
  /** Statements of a value instrument that are put to agents, before runs and at their ends. */
  readonly values: number;
  /** Model calls at most, where they can be counted beforehand, else as many as these decisions take; 0 without a model. */
  readonly calls: number;
  /** Whether equal situations are asked once for the whole study, so that `calls` is a bound. */
  readonly bound: boolean;
  /** Tokens that are read, taking four characters for a token. */
  readonly promptTokens: number;
  /** US dollars for what is read; `null` where a price is not known. */
  readonly usd: number | null;
  /** The same of each model by itself, where the study has several minds; the figures above are their sums. */
  readonly minds?: readonly MindForecast[];
}

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
    const each = await Promise.all(conditions.map((condition) => dryRun(condition, options)));
    const runs = options.runs ?? 40;
    const sum = (valueOf: (one: Dry) => number): number => each.reduce((total, one) => total + valueOf(one), 0);
    const askedRuns = howMany(options.askedAfter ?? ASKED_AFTER, runs);
    return {
      conditions: conditions.length,
      runs: sum(({ arms }) => arms) * runs,
      decisions: sum(({ asked, arms }) => asked * arms) * runs,
      askedAfter: sum(({ after, askedArms }) => after * askedArms) * askedRuns,
      histories: sum(({ condition }) => tellingIn(condition, source, options).questions),
      values: sum(({ condition, askedArms }) => questionsOnValues(condition, askedArms * askedRuns)),
      ...(await costOf(each, { options, source, runs, askedRuns })),
    };
  } finally {
    await opening.release();
    await chosen.close();
  }
}

type Cost = Pick<StudyForecast, 'calls' | 'bound' | 'promptTokens' | 'usd' | 'minds'>;

/** What models would be asked, and what that would cost. */
async function costOf(
  dry: readonly Dry[],
  how: Omit<Asking, 'prices'> & { readonly options: StudyOptions; readonly source: MindSource },
): Promise<Cost> {
  const { options, source } = how;
  if (source.several !== undefined) {
    const prices = (await pricesFor(source, options)) ?? {};
    const minds = forecastMinds(dry, source.several, { ...how, prices });
    return { ...sumOf(minds), minds };
  }
  if (source.model === undefined) return { calls: 0, bound: true, promptTokens: 0, usd: 0 };
  const price = await priceFor(source, options);
  return sumOf(forecastMinds(dry, { all: source }, { ...how, prices: { all: price } }));
}

function sumOf(minds: readonly MindForecast[]): Omit<Cost, 'minds'> {
  const sum = (valueOf: (one: MindForecast) => number): number => minds.reduce((all, one) => all + valueOf(one), 0);
  return {
    calls: sum(({ calls }) => calls),
    bound: minds.every(({ bound }) => bound),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    usd: minds.some(({ usd }) => usd === null) ? null : sum(({ usd }) => usd ?? 0),
  };
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
