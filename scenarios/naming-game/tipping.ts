import type { Measure, MeasureColumn } from 'mesocosm';
import { interactionReader } from './interaction.js';
import type { Resolved } from './resolve.js';

/** Share of the free agents' choices that must be the alternative for a population to count as flipped. */
export const FLIPPED_SHARE = 0.95;

/**
 * How far a committed minority has carried the others, at each checkpoint: the share of the alternative among the choices
 * of the free agents in the last 3 N interactions, and whether it is at least 95 %.
 */
export function tippingMeasure({ names, checkpoints, stretch, alternativeOption }: Resolved): Measure {
  const alternative = names[alternativeOption];
  const columns = checkpoints.flatMap((time): readonly (readonly [string, MeasureColumn])[] => [
    [
      `adoption_${time}`,
      {
        title: `share of ${alternative} among free agents' choices in the ${stretch} interactions to ${time}`,
        unit: 'share',
      },
    ],
    [
      `flipped_${time}`,
      {
        title: `tipped by ${time}: at least ${FLIPPED_SHARE * 100} % ${alternative} in the last ${stretch} interactions`,
        unit: 'yes = 1',
        proportion: true,
        headline: true,
        horizon: { time, unit: 'interactions' },
      },
    ],
  ]);
  return {
    name: 'tipping',
    columns: Object.fromEntries(columns),
    start(agents) {
      const read = interactionReader(names);
      const free = new Set(agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id));
      const recent = window(stretch);
      const due = new Set(checkpoints);
      const values: Record<string, number | null> = {};
      let interactions = 0;
      return {
        observe(event) {
          const interaction = read(event);
          if (interaction === undefined) return;
          const choices = interaction.choices.filter((_, at) => free.has(interaction.agents[at] as string));
          recent.push(choices.length, choices.filter((choice) => choice === alternativeOption).length);
          interactions += 1;
          if (!due.has(interactions)) return;
          const adoption = recent.share();
          values[`adoption_${interactions}`] = adoption;
          values[`flipped_${interactions}`] = adoption === null ? null : Number(adoption >= FLIPPED_SHARE);
        },
        finish() {
          const missing: Record<string, string> = {};
          for (const time of checkpoints) {
            for (const column of [`adoption_${time}`, `flipped_${time}`]) {
              if (values[column] !== undefined && values[column] !== null) continue;
              values[column] = null;
              missing[column] =
                interactions < time ? `the run ended before ${time} interactions` : 'no free agent chose in the window';
            }
          }
          return { values, missing };
        },
      };
    },
  };
}

/** Counts of the last `length` interactions. */
function window(length: number): { push(choices: number, alternatives: number): void; share(): number | null } {
  const choices = new Int32Array(length);
  const alternatives = new Int32Array(length);
  let at = 0;
  let total = 0;
  let hits = 0;
  return {
    push(chosen, alternative) {
      total += chosen - (choices[at] as number);
      hits += alternative - (alternatives[at] as number);
      choices[at] = chosen;
      alternatives[at] = alternative;
      at = (at + 1) % length;
    },
    share: () => (total === 0 ? null : hits / total),
  };
}
