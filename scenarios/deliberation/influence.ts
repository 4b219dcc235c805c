import type { AgentSlot, Event, InterviewAnswer, Measure } from 'mesocosm';
import { ballotsOf } from './ballots.js';
import { totalVariation } from './distances.js';
import type { Resolved } from './parameters.js';
import { BALLOT, SHOW_HAND } from './actions.js';
import { HAND_SHOWN, WORDS_SAID } from './event-names.js';
import { casesOf, INFLUENCE } from './influence-table.js';
import { ballotTimes } from './schedule.js';
import { valuesOf } from './values.js';

/** How far each was moved by each: `by(speaker, listener)`, in total variation summed over ballots. */
export interface Influence {
  by(speaker: string, listener: string): number;
  /** All that private ballots moved. */
  readonly moved: number;
  /** The part of it before which nothing of others came to mind. */
  readonly unattributed: number;
}

/** Which utterances and hands of others came to mind between one private ballot and the next, from `causes`. */
export interface Perceived {
  observe(event: Event): void;
  /** Who spoke or showed a hand, once for each time, between the ballot before and this one; `null` is the end. */
  between(listener: string, time: number | null): readonly string[];
}

/**
 * Collects what came to mind: the causes of the hand that is shown at the moment of a ballot, and of the secret vote at the
 * end, which rest on the same memory as the ballot.
 */
export function perceivedBy(times: readonly number[]): Perceived {
  const speakers = new Map<number, string>();
  const attributed = new Map<string, Set<number>>();
  const found = new Map<string, readonly string[]>();
  const between = (time: number | null, agent: string): string => `${time} ${agent}`;
  return {
    observe({ type, seq, agent = '', time, data, causes = [] }) {
      if (type === WORDS_SAID || type === HAND_SHOWN) speakers.set(seq, agent);
      if (type !== 'decision-made' && type !== 'decision-failed') return;
      const atEnd = data['kind'] === BALLOT;
      if (!atEnd && !(data['kind'] === SHOW_HAND && times.includes(time))) return;
      const before = attributed.get(agent) ?? new Set<number>();
      attributed.set(agent, before);
      const fresh = causes.filter((cause) => !before.has(cause) && (speakers.get(cause) ?? agent) !== agent);
      for (const cause of fresh) before.add(cause);
      found.set(between(atEnd ? null : time, agent), fresh.map((cause) => speakers.get(cause) as string)); // prettier-ignore
    },
    between: (listener, time) => found.get(between(time, listener)) ?? [],
  };
}

/** Shares each change of a private ballot equally among what was perceived since the ballot before. */
export function influenceOf(
  perceived: Perceived,
  answers: readonly InterviewAnswer[],
  about: { readonly agents: readonly Pick<AgentSlot, 'id'>[]; readonly times: readonly number[] },
): Influence {
  const ballots = ballotsOf(answers, about.agents, about.times);
  const sums = new Map<string, number>();
  let [moved, unattributed] = [0, 0];
  for (const { id } of about.agents) {
    for (const [place, time] of ballots.times.entries()) {
      const before = place === 0 ? undefined : ballots.of(id, ballots.times[place - 1] ?? null);
      const after = ballots.of(id, time);
      if (before === undefined || after === undefined) continue;
      const change = totalVariation(before, after);
      const speakers = perceived.between(id, time);
      moved += change;
      if (speakers.length === 0) unattributed += change;
      for (const speaker of speakers) {
        const key = `${speaker} ${id}`;
        sums.set(key, (sums.get(key) ?? 0) + change / speakers.length);
      }
    }
  }
  return { by: (speaker, listener) => sums.get(`${speaker} ${listener}`) ?? 0, moved, unattributed };
}

/** Who moved whom, from what came to mind between private ballots. */
export function influenceMeasure(parameters: Resolved): Measure {
  const times = ballotTimes(parameters);
  return {
    name: INFLUENCE,
    columns: {
      moved: { title: 'how far all private ballots moved from each to the next, together', unit: 'total variation' },
      unattributed: { title: 'share of it before which nothing of others came to mind', unit: 'share' },
      largest_influence: { title: 'share of what others moved that goes to whoever moved most', unit: 'share' },
    },
    start(agents) {
      const perceived = perceivedBy(times);
      let answers: readonly InterviewAnswer[] = [];
      return {
        observe: perceived.observe,
        hear(said) {
          answers = said;
        },
        finish() {
          const influence = influenceOf(perceived, answers, { agents, times });
          const { by, moved, unattributed } = influence;
          const totals = agents.map((speaker) =>
            agents.reduce((sum, listener) => sum + by(speaker.id, listener.id), 0),
          );
          const all = totals.reduce((sum, total) => sum + total, 0);
          return {
            ...valuesOf({
              moved,
              unattributed: moved === 0 ? { missing: 'no private ballot moved' } : unattributed / moved,
              largest_influence: all === 0 ? { missing: 'nobody was moved by others' } : Math.max(...totals) / all,
            }),
            cases: casesOf(influence.by, agents),
          };
        },
      };
    },
  };
}
