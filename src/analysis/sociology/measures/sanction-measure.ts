import type { Event, Measure, MeasureResult } from '../../../spec/index.js';
import { sanctionsIn, type InstitutionRound } from '../sanctions.js';
import { inWords } from './_internals/in-words.js';
import { valuesOf } from './_internals/values-of.js';

/** What {@link sanctionMeasure} needs. */
export interface SanctionMeasureOptions {
  /** Begins the names of its columns. Default `sanctions`. */
  readonly prefix?: string;
  /** Unit of what sanctions cost, for example `tokens`. */
  readonly unit: string;
  /** The round that an event closes; `undefined` for others. */
  read(event: Event): InstitutionRound | undefined;
}

/** A measure of the use of sanctions and of the institution that allows them. See `sanctionsIn` for the definitions. */
export function sanctionMeasure({ prefix = 'sanctions', unit, read }: SanctionMeasureOptions): Measure {
  return {
    name: `${prefix}-used`,
    columns: {
      [`${prefix}_chosen`]: {
        title: 'choices of the group in which one can be sanctioned',
        unit: 'share',
        range: [0, 1],
      },
      [`${prefix}_punish`]: { title: 'spent on punishing, a round and head of that group', unit },
      [`${prefix}_reward`]: { title: 'spent on rewarding, a round and head of that group', unit },
      [`${prefix}_antisocial`]: {
        title: 'punishments of those who gave as much as the punisher or more',
        unit: 'share',
      },
    },
    sociology: {
      topic: 'institution',
      title: 'sanctions and the institution that allows them',
      note:
        'Whether agents choose to live where they can be sanctioned, and how sanctions are used there. Punishing somebody who gave ' +
        'as much as oneself or more is antisocial: it does not make anybody give.',
      sentence: (of) => {
        const [chosen, punish, antisocial] = ['chosen', 'punish', 'antisocial'].map((name) => of(`${prefix}_${name}`));
        if (chosen?.value == null || punish === undefined || antisocial === undefined) return null;
        const against = antisocial.value === null ? '' : `, ${inWords(antisocial)} of the punishments antisocial`;
        const spent =
          punish.value === null
            ? ''
            : `; there ${inWords(punish)} ${unit} a round and head went into punishing${against}`;
        return `Sanctions were chosen in ${inWords(chosen)} of the cases${spent}.`;
      },
    },
    start() {
      const rounds: InstitutionRound[] = [];
      return {
        observe(event) {
          const round = read(event);
          if (round !== undefined) rounds.push(round);
        },
        finish: () => resultOf(rounds, prefix),
      };
    },
  };
}

function resultOf(rounds: readonly InstitutionRound[], prefix: string): MeasureResult {
  const found = sanctionsIn(rounds);
  const { made, missing } = found;
  const nobody = 'nobody was where one can be sanctioned';
  return {
    ...valuesOf({
      [`${prefix}_chosen`]: [found.sanctioningShare, 'nobody chose a group'],
      [`${prefix}_punish`]: [found.punishPerCapita, nobody],
      [`${prefix}_reward`]: [found.rewardPerCapita, nobody],
      [`${prefix}_antisocial`]: [
        found.antisocialShare,
        'nobody was punished whose gift is known beside the punisher’s',
      ],
    }),
    ...(made + missing === 0 ? {} : { decided: { [`${prefix}_chosen`]: { made, missing } } }),
  };
}
