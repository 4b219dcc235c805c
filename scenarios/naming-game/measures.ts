import type { Measure } from 'mesocosm';
import { winnerColumnTitles, winnerValues } from '../_internals/winner-columns.js';
import { interactionReader } from './interaction.js';
import type { Resolved } from './resolve.js';

/** The name that most free agents chose last when the run ended; defined in every run, convention or not. */
export function winnerMeasure({ names, committed }: Resolved): Measure {
  const columns = winnerColumnTitles(names, committed > 0 ? 'free agents' : 'agents');
  return {
    name: 'winner',
    columns,
    start(agents) {
      const read = interactionReader(names);
      const free = new Set(agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id));
      const last = new Map<string, number>();
      return {
        observe(event) {
          const interaction = read(event);
          if (interaction === undefined) return;
          const { agents: pair, choices } = interaction;
          for (let at = 0; at < choices.length; at += 1) {
            if (free.has(pair[at] as string)) last.set(pair[at] as string, choices[at] as number);
          }
        },
        finish() {
          const counts = names.map(() => 0);
          for (const option of last.values()) counts[option] = (counts[option] as number) + 1;
          return { values: winnerValues(names, counts) };
        },
      };
    },
  };
}

/** Whether and when a convention formed: the last 3 N interactions all succeeded. The time includes these 3 N. */
export function conventionMeasure({ names, stretch }: Resolved): Measure {
  return {
    name: 'convention',
    columns: {
      convention: { title: `a convention formed: ${stretch} successes in a row`, unit: 'yes = 1', proportion: true },
      consensus_time: {
        title: `interactions to a convention, the last ${stretch} included`,
        unit: 'interactions',
        when: true,
      },
    },
    start() {
      const read = interactionReader(names);
      let interactions = 0;
      let streak = 0;
      let formed: number | undefined;
      return {
        observe(event) {
          const interaction = read(event);
          if (interaction === undefined) return;
          interactions += 1;
          streak = interaction.success ? streak + 1 : 0;
          if (streak >= stretch) formed ??= interactions;
        },
        finish: () => ({
          values: { convention: Number(formed !== undefined), consensus_time: formed ?? null },
          ...(formed === undefined ? { missing: { consensus_time: 'no convention formed while the run lasted' } } : {}),
        }),
      };
    },
  };
}

/**
 * Success and use of the first name over time, each over the interactions since the last point of the grid. After the end
 * of a run its last value is carried forward, so that the mean over runs is not one of the slow runs alone.
 */
export function courseMeasure({ names, agents, horizon }: Resolved): Measure {
  const times = gridOf(agents, horizon);
  return {
    name: 'course',
    columns: {},
    grid: { title: 'time (interactions)', times },
    start() {
      const read = interactionReader(names);
      const success: (number | null)[] = [];
      const first: (number | null)[] = [];
      let interactions = 0;
      let since = { interactions: 0, successes: 0, choices: 0, first: 0 };
      const close = (): void => {
        success.push(since.interactions === 0 ? (success.at(-1) ?? null) : since.successes / since.interactions);
        first.push(since.choices === 0 ? (first.at(-1) ?? null) : since.first / since.choices);
        since = { interactions: 0, successes: 0, choices: 0, first: 0 };
      };
      return {
        observe(event) {
          const interaction = read(event);
          if (interaction === undefined) return;
          interactions += 1;
          since.interactions += 1;
          since.successes += Number(interaction.success);
          since.choices += interaction.choices.length;
          for (const choice of interaction.choices) since.first += Number(choice === 0);
          if (times[success.length] === interactions) close();
        },
        finish() {
          while (success.length < times.length) close();
          return { values: {}, series: { success, [`share_${names[0]}`]: first } };
        },
      };
    },
  };
}

/** Twenty rounds of N interactions, then every ten rounds. */
export function gridOf(agents: number, horizon: number): readonly number[] {
  const times: number[] = [];
  for (let time = agents; time <= horizon; time += times.length < 20 ? agents : 10 * agents) times.push(time);
  return times.length === 0 ? [horizon] : times;
}
