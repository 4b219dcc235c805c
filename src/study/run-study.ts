import type { Elicitation } from '../agent/index.js';
import { systemClock, type Clock } from '../foundation/clock.js';
import type { BudgetLimits, LanguageModelOptions } from '../model/index.js';
import { versions, type MindSource } from '../run/index.js';
import type {
  AskedHistories,
  Intervention,
  Json,
  Population,
  Questionnaire,
  Scenario,
  Standings,
  StudyFitInput,
  UntilNarrow,
} from '../spec/index.js';
import type { MindChoice, OneMind } from './choose-minds.js';
import { openMinds, type OpenedMinds } from './choose-several.js';
import { openCondition, type GivenCondition } from './conditions.js';
import type { Journals } from './design.js';
import { assertAllotment } from './allotment.js';
import { conditionsOf, designOf } from './design-of.js';
import { folderFor } from './folder.js';
import { forecastCalls } from './forecast.js';
import { tellingIn } from './forecast-telling.js';
import { studyOpening } from './opening.js';
import type { StudyProgress } from './progress.js';
import type { Study } from './study.js';
import { priceFor, pricesFor } from './price-for.js';
import type { Shares } from './seats.js';
import { bringsModels, checkSideModels } from './side-models.js';
import { workOn } from './work-on.js';

/** What a study is made of. Only a scenario is needed. */
export interface StudyOptions<Outcomes extends string = string> extends MindChoice {
  /** One condition, called `default`. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly scenario?: Scenario<any, any, Outcomes>;
  /** Several conditions of one scenario, by name; instead of `scenario`. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly conditions?: { readonly [name: string]: Scenario<any, any, Outcomes> };
  /** Levels of the factors that make each condition, by condition and factor. Default: there are none. */
  readonly levels?: { readonly [condition: string]: { readonly [factor: string]: Json } };
  /** People of single conditions, by condition; others have `population`. Default none. */
  readonly populations?: { readonly [condition: string]: Population };
  /** Several things that decide, by name, in place of one of `model`, `policy` and `mind`; `mixtures` says where. */
  readonly minds?: { readonly [mind: string]: OneMind };
  /**
   * Which of `minds` decide in a condition, by condition: shares of the agents that are asked, by the names of minds. Seats
   * rotate over runs, so that each mind decides for each place as often as its share says. One mind alone decides for all.
   */
  readonly mixtures?: { readonly [condition: string]: Shares };
  /** Parameters as they were written, by condition, for the record. Default: as resolved. */
  readonly parametersGiven?: { readonly [condition: string]: { readonly [name: string]: unknown } };
  /** People whose texts reach the prompts; agent i is person i. Default: nobody in particular. */
  readonly population?: Population;
  /**
   * Where these people stand by their answers to a questionnaire, for tables that set behaviour beside it; no run depends on
   * it. See `standingsOf`. Default unknown.
   */
  readonly standings?: Standings;
  /**
   * What is done to runs from outside, and when: adds the arm `intervened`, which shares seeds and draws with
   * `interacting`. Default nothing.
   */
  readonly interventions?: readonly Intervention[];
  /** Curves to fit over the levels of a factor when the runs are over. Default none. */
  readonly fits?: readonly StudyFitInput[];
  /** What the study is meant to find out, for the report. Default the question of the scenario. */
  readonly question?: string;
  /** Runs of each arm. Default 40. */
  readonly runs?: number;
  /** Adds runs to every arm until the interval of a measure is narrow in every condition; in place of `runs`. Default off. */
  readonly until?: UntilNarrow;
  /** Studies with different seeds share no run. Default 1. */
  readonly seed?: number;
  /** Arms to run, `interacting` and needed donors included anyway. Default: all of the scenario's. */
  readonly arms?: readonly string[];
  /** Of how many runs an arm the whole folder is kept. Default 1. */
  readonly journals?: Journals;
  /**
   * Of how many runs an arm the agents are asked once more at the end, with what they remember: how far each is from where it
   * stood alone. It leaves no trace in the runs. Default 10; only where the scenario says what is asked.
   */
  readonly askedAfter?: Journals;
  /**
   * Constructed histories that everybody is asked about, isolated, when the runs are over: what each would choose who had lived
   * them. All, a seeded sample of at most so many, or those up to a length. Each is asked of every person with every mind once;
   * it leaves no trace in the runs. Default `none`; only where the scenario declares them (`situations.histories`).
   */
  readonly histories?: AskedHistories;
  /**
   * Puts the statements of a value instrument to everybody before the runs, alone, and at the end of the runs of
   * `askedAfter`, with what each remembers: how values moved, and what of it the meeting did. `true` takes
   * {@link BASIC_VALUES}. It leaves no trace in the runs. Default nobody is asked.
   */
  readonly values?: true | Questionnaire;
  /** Folder that study folders are made in. Default `studies`. */
  readonly folder?: string;
  /** Begins anew, even where an unfinished study of the same design is there. Default false. */
  readonly fresh?: boolean;
  readonly name?: string;
  /** At most so many model calls, attempts that fail included. Default: no limit. */
  readonly maxCalls?: number;
  /** At most so many tokens, read and written together. Default: no limit. */
  readonly maxTokens?: number;
  /** At most so many US dollars; needs a price of the model. Default: no limit. */
  readonly maxUsd?: number;
  /**
   * At most so many calls, tokens and US dollars for each run: its decisions, and what its agents' memories ask. What is
   * answered already costs a run nothing. A run that would take more is stopped, is in no figure, and is counted. Default: no
   * limit.
   */
  readonly allotment?: BudgetLimits;
  /** File of prices, over the built-in ones. Default: the file that MESOCOSM_PRICES names, if it names one. */
  readonly prices?: string;
  /** Whether answers of earlier studies serve this one, and its own later ones. Default true. */
  readonly cache?: boolean;
  /** Share of failed decisions beyond which the study stops. Default .05. */
  readonly maxFailures?: number;
  /** Calls to an endpoint at once. Default 8. */
  readonly concurrency?: number;
  readonly elicitation?: Partial<Elicitation>;
  /**
   * How the model is opened; where no endpoint decides, also how endpoints are that the scenario asks, such as a system
   * under test.
   */
  readonly languageModel?: Omit<LanguageModelOptions, 'around'>;
  /** Why this mind was taken, for the report. */
  readonly why?: string;
  /**
   * Adds what is missing to the newest study that this design extends: the same conditions, arms and runs, and more. What is
   * done there is not done again, and that it was extended is recorded as a deviation. Default false.
   */
  readonly extend?: boolean;
  /** Goes on with the unfinished study in this folder, and with no other. */
  readonly resume?: string;
  /** Arguments of the command that goes on with this study, for the record. */
  readonly command?: readonly string[];
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  onProgress?(progress: StudyProgress): void;
}

/**
 * Runs a study: examines the model, asks every agent alone, runs all arms of the scenario over the same seeds, and
 * judges each outcome against the prior, the same agents isolated, and chance.
 *
 * The design is frozen before the first run. A study that was cut off goes on where it was, when it is called again
 * with the same design: no finished run is run again, and no recorded answer asked again.
 *
 * @example
 * const study = await runStudy({ scenario: namingGame(), policy: 'claude-3.5-sonnet', runs: 40 });
 * study.outcomes.winner.class; // 'inconclusive', with the number of runs that would decide
 *
 * @throws MesocosmError (usage) for what cannot be run; (unreachable), (budget), (failures), (interrupted) when it
 *   stopped before its end: what was done is kept.
 */
export async function runStudy<Outcomes extends string = string>(
  options: StudyOptions<Outcomes>,
): Promise<Study<Outcomes>> {
  const { clock = systemClock, signal } = options;
  const given = conditionsOf(options);
  const [first] = given as [GivenCondition];
  const opening = studyOpening(options, { given, clock });
  const languageModelOptions = {
    ...options.languageModel,
    signal,
    around: opening.around,
    ...(options.why === undefined ? {} : { why: options.why }),
  };
  let chosen: OpenedMinds | undefined;
  try {
    for (const { scenario } of given) await checkSideModels(scenario);
    const population = given.find((one) => one.population !== null)?.population ?? undefined;
    chosen = await openMinds({ ...options, population }, first.scenario, languageModelOptions);
    const { source } = chosen;
    // What cannot be run is refused before anything is written.
    const conditions = given.map((one) => openCondition(one, source));
    const forecast = forecastCalls(conditions, source);
    const questions = conditions.reduce((sum, one) => sum + tellingIn(one, source, options).questions, 0);
    const beside = questions === 0 ? [] : [`${questions} questions about constructed histories`];
    const foretold = [...(forecast === null ? [] : [forecast.sentence]), ...beside].join('; ');
    const told = { name: source.name, about: aboutMinds(source), forecast: foretold === '' ? null : foretold };
    options.onProgress?.({ kind: 'opened', ...told });
    assertAllotment(options, asksModels(source, given));
    const limited = { ...options, maxUsd: options.maxUsd ?? options.allotment?.usd };
    const prices = await pricesFor(source, limited);
    const price = source.several === undefined ? await priceFor(source, limited) : undefined;
    const design = designOf(options, given, source);
    const found = await folderFor(options.folder ?? 'studies', design, {
      fresh: options.fresh ?? false,
      resume: options.resume,
      extend: options.extend,
      clock,
      command: options.command ?? null,
      connection: opening.connection(),
      versions: versions(),
    });
    options.onProgress?.({ kind: 'folder', folder: found.folder, resumed: found.resumed });
    if (found.partIn !== undefined) {
      const message = `${found.partIn} holds a part of these runs: --extend (in a program \`extend: true\`) adds the others to it.`;
      options.onProgress?.({ kind: 'warning', message });
    }
    await opening.hold(found.folder);
    return await workOn({ options, given, source, price, ...(prices && { prices }), forecast, design, found, clock });
  } finally {
    await opening.release();
    await chosen?.close();
  }
}

function asksModels({ model }: MindSource, given: readonly GivenCondition[]): boolean {
  return model !== undefined || given.some(({ scenario }) => bringsModels(scenario));
}

/** Where the minds come from, in words. */
function aboutMinds({ kind, description, several }: MindSource): string {
  if (several !== undefined) {
    return Object.entries(several)
      .map(([mind, one]) => (mind === one.name ? mind : `${mind}: ${one.name}`))
      .join('; ');
  }
  if (kind === 'policy-table') return `a table of measured choices: ${String(description['source'])}`;
  if (kind === 'brought') return 'a mind that ships with the scenario';
  if (kind === 'other') return 'a mind of your own';
  if (description['kind'] === 'endpoint') return `at ${String(description['baseUrl'])}`;
  return description['from'] === undefined
    ? 'a model of your own'
    : `in this process, weights from ${String(description['from'])}`;
}
