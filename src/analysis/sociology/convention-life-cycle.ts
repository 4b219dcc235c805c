import { userError } from '../../foundation/errors/index.js';
import { checkWindow } from './convergence.js';
import { recentChoices, type RecentChoices } from './_internals/recent-choices.js';

/** What one agent did, where several ways of doing it are open. */
export interface OptionUsed {
  /** Virtual time, or the number of the step; not decreasing. */
  readonly time: number;
  /** The option; `null` where the decision failed. */
  readonly option: string | null;
}

/** When a regularity counts as a convention. */
export interface ConventionRule {
  /** Choices that are looked at together, the last ones: a positive integer. */
  readonly window: number;
  /** Share of them from which on an option is a convention: above one half, so that there is one at a time. Default .95. */
  readonly threshold?: number;
  /** Share below which a convention has collapsed: above 0, at most the threshold. Default .5. */
  readonly collapse?: number;
}

/** One life of one convention. */
export interface ConventionEpisode {
  readonly option: string;
  /** When the option was first used in the run: its birth. */
  readonly firstUsed: number;
  /** When its share reached the threshold. */
  readonly emerged: number;
  /** When its share fell below `collapse`; `null` where the run ended before. */
  readonly collapsed: number | null;
  /** Its largest share of a window. */
  readonly peak: number;
  /** Choices after it emerged, until it collapsed or the run ended. */
  readonly choices: number;
  /** Share of these that followed it; `null` where the run ended as it emerged. */
  readonly stability: number | null;
}

/** The conventions of one run. */
export interface ConventionLifeCycle {
  readonly window: number;
  readonly threshold: number;
  readonly collapse: number;
  readonly made: number;
  readonly missing: number;
  /** In the order in which they emerged; failed decisions count against every option. */
  readonly episodes: readonly ConventionEpisode[];
  /** Whether one emerged; `null` where one would have if failed decisions had all followed it, and otherwise not. */
  readonly emerged: boolean | null;
  /** The most used option of the last window, with the share that it has, and would have if failed ones followed it. */
  readonly last: { readonly option: string; readonly share: number; readonly most: number } | null;
}

/** Follows the conventions of one run, choice by choice, in memory for one window. */
export interface ConventionFold {
  observe(usage: OptionUsed): void;
  finish(): ConventionLifeCycle;
}

/**
 * The life of conventions in one run: an option is born when it is first used, emerges when its share of the last `window`
 * choices reaches the threshold, is stable in so far as it is followed afterwards, and collapses when its share falls below
 * `collapse`. That the two levels differ keeps one deviation at the threshold from being a collapse.
 *
 * A convention is here what can be seen of one: a regularity of behaviour, one of several that would do, to which nearly all
 * conform (Lewis 1969, Convention, page 78, whose expectations and preferences behind it are not observed). Shares, and not
 * reasons, are what is measured: a share that each agent would show alone is no convention, so compare with the arm `isolated`.
 *
 * @param usages Of one run, of all whose conventions are meant, in their order.
 * @throws MesocosmError (usage) for a rule out of bounds.
 */
export function conventionLifeCycle(usages: readonly OptionUsed[], rule: ConventionRule): ConventionLifeCycle {
  const fold = conventionFold(rule);
  for (const usage of usages) fold.observe(usage);
  return fold.finish();
}

/** The same, for events as they come. @throws MesocosmError (usage) for a rule out of bounds. */
export function conventionFold(rule: ConventionRule): ConventionFold {
  const { window, threshold, collapse } = checkedRule(rule);
  const recent = recentChoices(window);
  const firstUsed = new Map<string, number>();
  const episodes: ConventionEpisode[] = [];
  let current: Life | undefined;
  let possible = false;
  let [made, missing] = [0, 0];

  const end = (collapsed: number | null): void => {
    if (current !== undefined) episodes.push(closed(current, collapsed));
    current = undefined;
  };
  const emerge = (time: number): void => {
    const top = recent.top();
    if (!recent.full() || top === null) return;
    // Not `threshold * window`: 0.56 * 25 is a little above 14.
    possible ||= (top.count + recent.missing()) / window >= threshold;
    if (top.count / window < threshold) return;
    const { option, count } = top;
    current = { option, firstUsed: firstUsed.get(option) as number, emerged: time, peak: count / window, choices: 0, followed: 0 }; // prettier-ignore
  };

  return {
    observe({ time, option }) {
      if (option === null) missing += 1;
      else made += 1;
      if (option !== null && !firstUsed.has(option)) firstUsed.set(option, time);
      recent.push(option);
      if (current !== undefined) {
        live(current, option, recent);
        if (recent.count(current.option) / window < collapse) end(time);
      }
      if (current === undefined) emerge(time);
    },
    finish() {
      end(null);
      const emerged = episodes.length > 0 ? true : possible ? null : false;
      return { window, threshold, collapse, made, missing, episodes: [...episodes], emerged, last: lastOf(recent) };
    },
  };
}

interface Life {
  readonly option: string;
  readonly firstUsed: number;
  readonly emerged: number;
  peak: number;
  choices: number;
  followed: number;
}

function live(life: Life, option: string | null, recent: RecentChoices): void {
  life.peak = Math.max(life.peak, recent.count(life.option) / recent.size());
  if (option === null) return;
  life.choices += 1;
  life.followed += Number(option === life.option);
}

function closed(
  { option, firstUsed, emerged, peak, choices, followed }: Life,
  collapsed: number | null,
): ConventionEpisode {
  // prettier-ignore
  return { option, firstUsed, emerged, collapsed, peak, choices, stability: choices === 0 ? null : followed / choices };
}

function lastOf(recent: RecentChoices): ConventionLifeCycle['last'] {
  const top = recent.top();
  if (top === null) return null;
  const [size, { option, count }] = [recent.size(), top];
  return { option, share: count / size, most: (count + recent.missing()) / size };
}

function checkedRule({
  window,
  threshold = 0.95,
  collapse = Math.min(0.5, threshold),
}: ConventionRule): Required<ConventionRule> {
  // prettier-ignore
  checkWindow(window);
  if (!(threshold > 0.5 && threshold <= 1)) {
    const what = `a convention has a share of ${threshold} or more`;
    throw userError({ kind: 'usage', what, expected: 'a threshold above .5 and at most 1' });
  }
  if (!(collapse > 0 && collapse <= threshold)) {
    const what = `a convention has collapsed below a share of ${collapse}`;
    throw userError({ kind: 'usage', what, expected: `above 0 and at most the threshold, ${threshold}` });
  }
  return { window, threshold, collapse };
}
