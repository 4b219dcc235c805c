import type { AgentSlot, Event, Measure, MeasureFold, MeasureResult } from '../../../spec/index.js';
import { conventionFold, type ConventionLifeCycle, type ConventionRule } from '../convention-life-cycle.js';
import { inWords } from './_internals/in-words.js';
import { valuesOf } from './_internals/values-of.js';

/** What somebody did; `null` where the decision failed. */
export interface AgentUsed {
  readonly agent: string;
  readonly option: string | null;
}

/** What {@link conventionLifeMeasure} needs. */
export interface ConventionLifeOptions extends ConventionRule {
  /** Begins the names of its columns, and is its own name. Default `convention`. */
  readonly prefix?: string;
  /** What may become a convention, for example `names`. */
  readonly title: string;
  readonly options: readonly string[];
  /** What an event that is read is called, for example `interactions`: times are counted in them, from 1. */
  readonly unit: string;
  /** What was done in an event; nothing or `undefined` for others. Acts of committed agents are left out. */
  read(event: Event): readonly AgentUsed[] | undefined;
}

/**
 * A measure of the life of conventions: whether one emerged, when, how well it was followed, whether it collapsed; and the same of
 * each option. See `conventionLifeCycle` for the definitions.
 *
 * @throws MesocosmError (usage) for a rule out of bounds.
 * @example conventionLifeMeasure({ title: 'names', options: ['Q', 'M'], unit: 'interactions', window: 48, read })
 */
export function conventionLifeMeasure(about: ConventionLifeOptions): Measure {
  const { prefix = 'convention', title, unit } = about;
  const { window, threshold, collapse } = conventionFold(about).finish();
  const rule = `${threshold} of the last ${window} choices`;
  const share = { unit: 'share', range: [0, 1] as const };
  return {
    name: `${prefix}-life`,
    columns: {
      [`${prefix}_emerged`]: { title: `a convention emerged: ${rule} alike`, unit: 'yes = 1', proportion: true },
      [`${prefix}_emergence_time`]: { title: 'when the first convention emerged', unit },
      [`${prefix}_count`]: { title: 'conventions, one after the other', unit: 'conventions' },
      [`${prefix}_stability`]: { title: 'share of later choices that followed the first convention', unit: 'share' },
      [`${prefix}_collapsed`]: {
        title: `a convention collapsed: below ${collapse} of the last ${window} choices`,
        unit: 'yes = 1',
        proportion: true,
      },
      [`${prefix}_share`]: { title: 'share of the most used option at the end', ...share },
    },
    sociology: {
      topic: 'convention',
      title,
      note:
        `A convention emerges here when ${rule} are of one option, and collapses when that share falls below ${collapse}. ` +
        'Stability is how often it was followed after it emerged. A share that agents show alone as well is their habit: ' +
        'compare with the arm in which they are isolated.',
      sentence: (of) => lifeInWords(of, prefix, unit),
      parts: {
        title: 'Each option as a convention.',
        keys: { option: 'option' },
        figures: {
          emerged: { title: 'became a convention', unit: 'share of runs', range: [0, 1] },
          spread: { title: 'from first use to convention', unit },
          stability: { title: 'followed afterwards', ...share },
          lasted: { title: 'lasted to the end of the run', unit: 'share of runs with it', range: [0, 1] },
        },
      },
    },
    start: (agents) => foldOf(about, prefix, agents),
  };
}

function foldOf(
  about: ConventionLifeOptions,
  prefix: string,
  agents: readonly Pick<AgentSlot, 'id' | 'commitment'>[],
): MeasureFold {
  const free = new Set(agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id));
  const fold = conventionFold(about);
  let time = 0;
  return {
    observe(event) {
      const used = about.read(event);
      if (used === undefined) return;
      time += 1;
      for (const { agent, option } of used) if (free.has(agent)) fold.observe({ time, option });
    },
    finish: () => resultOf(fold.finish(), prefix, about.options),
  };
}

function resultOf(life: ConventionLifeCycle, prefix: string, options: readonly string[]): MeasureResult {
  const { episodes, emerged, last, window, made, missing } = life;
  const [first] = episodes;
  const none = emerged === null ? 'failed decisions leave it open' : 'no convention emerged';
  const within = Math.min(window, made + missing);
  const failed = last === null ? 0 : Math.round((last.most - last.share) * within);
  return {
    ...valuesOf({
      [`${prefix}_emerged`]: [emerged === null ? null : Number(emerged), none],
      [`${prefix}_emergence_time`]: [first?.emerged ?? null, none],
      [`${prefix}_count`]: [episodes.length, none],
      [`${prefix}_stability`]: [
        first?.stability ?? null,
        first === undefined ? none : 'the run ended as the first convention emerged',
      ],
      [`${prefix}_collapsed`]: [
        emerged === null ? null : Number(episodes.some(({ collapsed }) => collapsed !== null)),
        none,
      ],
      [`${prefix}_share`]: [shareOf(last, within, failed), 'nothing was chosen'],
    }),
    ...(last === null ? {} : { decided: { [`${prefix}_share`]: { made: within - failed, missing: failed } } }),
    cases: options.map((option) => {
      const own = episodes.find((episode) => episode.option === option);
      return {
        option,
        emerged: Number(own !== undefined),
        spread: own === undefined ? null : own.emerged - own.firstUsed,
        stability: own?.stability ?? null,
        lasted: own === undefined ? null : Number(own.collapsed === null),
      };
    }),
  };
}

/** Of the choices that were made; bounds come from those that were not. */
function shareOf(last: ConventionLifeCycle['last'], within: number, failed: number): number | null {
  return last === null || within === failed ? null : (last.share * within) / (within - failed);
}

function lifeInWords(
  of: Parameters<NonNullable<Measure['sociology']>['sentence']>[0],
  prefix: string,
  unit: string,
): string | null {
  const emerged = of(`${prefix}_emerged`);
  if (emerged.value === null) return null;
  const [time, stability, collapsed] = ['emergence_time', 'stability', 'collapsed'].map((column) =>
    of(`${prefix}_${column}`),
  );
  if (emerged.value === 0) return `A convention emerged in no run (${inWords(emerged)} of the runs).`;
  const followed =
    stability?.value == null
      ? 'the runs ended as it emerged, so that nothing is known of its stability'
      : `it was then followed in ${inWords(stability)} of the choices`;
  const ended = collapsed?.value == null ? '' : `; one collapsed in ${inWords(collapsed)} of the runs`;
  return (
    `A convention emerged in ${inWords(emerged)} of the runs, on average at ${time === undefined ? '' : inWords(time)} ${unit}; ` +
    `${followed}${ended}.`
  );
}
