import { cascadeMeasure, talkTally, type Measure } from 'mesocosm';
import { winnerColumn, winnerColumnTitles, winnerValues } from '../_internals/winner-columns.js';
import { biasOf, diversityOf, followBeliefs, polarisationOf } from './beliefs.js';
import type { OpinionExchangeParameters } from './parameters.js';
import { BELIEF_WITHHELD, MESSAGE_MISSING, MESSAGE_WRITTEN } from './rules.js';
import { beliefOf, levelColumn, LEVELS } from './scale.js';

const GRID_POINTS = 50;
const COLUMNS = LEVELS.map(levelColumn);

/** Columns of the level that most hold at the end. */
export const WINNERS = COLUMNS.map(winnerColumn);

/** Bias B and diversity D at the start, on the way and at the end. */
export function beliefMeasure(parameters: OpinionExchangeParameters): Measure {
  const { steps, framing } = parameters;
  const points = Math.min(GRID_POINTS, steps);
  const times = Array.from({ length: points + 1 }, (_, point) => Math.round((point * steps) / points));
  const truth = framing === 'true' ? 1 : -1;
  return {
    name: 'beliefs',
    columns: {
      bias_start: { title: 'mean belief B at the start', unit: 'belief, -2 to 2' },
      bias_end: { title: 'mean belief B at the end', unit: 'belief, -2 to 2', headline: true },
      bias_drift: { title: 'change of B from start to end', unit: 'belief', headline: true },
      drift_to_truth: { title: 'change of B towards what is true', unit: 'belief' },
      diversity_start: { title: 'standard deviation D of beliefs at the start', unit: 'belief' },
      diversity_end: { title: 'standard deviation D of beliefs at the end', unit: 'belief', headline: true },
      polarisation_end: { title: 'variance at the end, in parts of the most (1: half at each end)', unit: 'share' },
    },
    grid: { title: 'steps', times, series: ['bias', 'diversity'] },
    start(agents) {
      const beliefs = followBeliefs(agents, parameters);
      const first = beliefs.now();
      const bias: number[] = [];
      const diversity: number[] = [];
      /** Everything up to a time has happened. */
      const note = (until: number): void => {
        while (bias.length < times.length && (times[bias.length] as number) <= until) {
          bias.push(biasOf(beliefs.now()));
          diversity.push(diversityOf(beliefs.now()));
        }
      };
      return {
        observe(event) {
          // What happens in step k, at time k - 1, is over at k.
          note(event.time);
          beliefs.observe(event);
        },
        finish() {
          note(steps);
          const last = beliefs.now();
          const drift = biasOf(last) - biasOf(first);
          return {
            values: {
              bias_start: biasOf(first),
              bias_end: biasOf(last),
              bias_drift: drift,
              drift_to_truth: truth * drift,
              diversity_start: diversityOf(first),
              diversity_end: diversityOf(last),
              polarisation_end: polarisationOf(last),
            },
            series: { bias, diversity },
          };
        },
      };
    },
  };
}

/** How many are at each level at the end, and at which most are. */
export function levelMeasure(parameters: OpinionExchangeParameters): Measure {
  return {
    name: 'levels',
    columns: {
      ...Object.fromEntries(
        LEVELS.map((label, option) => [
          `share_${COLUMNS[option]}`,
          { title: `share of people who ${label} at the end`, unit: 'share' },
        ]),
      ),
      ...winnerColumnTitles(COLUMNS, 'people'),
    },
    start(agents) {
      const beliefs = followBeliefs(agents, parameters);
      return {
        observe: (event) => beliefs.observe(event),
        finish() {
          const last = beliefs.now();
          const counts = LEVELS.map((_, option) => last.filter((belief) => belief === beliefOf(option)).length);
          const shares = counts.map((count, option) => [`share_${COLUMNS[option]}`, count / last.length] as const);
          return { values: { ...Object.fromEntries(shares), ...winnerValues(COLUMNS, counts) } };
        },
      };
    },
  };
}

/** What was written, and what failed. */
export const messageMeasure: Measure = {
  name: 'messages',
  columns: {
    messages: { title: 'messages', unit: 'messages' },
    message_length: { title: 'length of a message', unit: 'characters' },
    failed_messages: { title: 'turns in which no message came that could be used', unit: 'turns' },
    failed_answers: { title: 'turns in which no answer came that could be used', unit: 'turns' },
  },
  start(agents) {
    const tally = talkTally(agents);
    let failedAnswers = 0;
    return {
      observe({ type, agent = '', data }) {
        if (type === MESSAGE_WRITTEN) tally.said(agent, String(data['words']).length);
        if (type === MESSAGE_MISSING) tally.passed('failure');
        if (type === BELIEF_WITHHELD) failedAnswers += 1;
      },
      finish() {
        const { utterances, amount, failedTurns } = tally.counts();
        return {
          values: {
            messages: utterances,
            message_length: utterances === 0 ? null : amount / utterances,
            failed_messages: failedTurns,
            failed_answers: failedAnswers,
          },
          ...(utterances === 0 ? { missing: { message_length: 'nothing was written' } } : {}),
        };
      },
    };
  },
};

/** How far what was written goes on in what its readers write: a message follows from what its writer read since it last wrote. */
export const messageCascades: Measure = cascadeMeasure({
  title: 'messages',
  step: ({ type }) => type === MESSAGE_WRITTEN,
  follows: (message, earlier) => message.agent !== earlier.agent,
});
