import { figure, type Measure, type MeasureResult } from 'mesocosm';
import { LASTING_PART } from './measures.js';
import type { ResolvedParameters } from './parameters.js';
import { seenIn } from './response-counts.js';
import { OPINION_CHANGED } from './rules.js';

/** A figure with its interval over runs. */
type Estimate = ReturnType<Parameters<NonNullable<Measure['sociology']>['sentence']>[0]>;

/** Ties that were looked along, by the opinion at either end: the own one of who decides, and that of who is seen. */
type Ends = readonly [first: readonly [number, number], second: readonly [number, number]];

/**
 * Whether neighbours in a network that stays hold the same opinion, over the last tenth of a run: each decision counts the ties of
 * who decides, by its opinion before and by those of the neighbours that it saw. The coefficient is
 * (Σ eᵢᵢ − Σ aᵢ bᵢ) / (1 − Σ aᵢ bᵢ), with e the shares of ties between opinions and a and b those of their ends.
 *
 * Source: Newman 2003, DOI 10.1103/PhysRevE.67.026126, equation 2.
 */
export function mixingMeasure({ agents, labels, sweeps }: ResolvedParameters): Measure {
  const horizon = sweeps * agents;
  const last = `over the last ${sweeps / LASTING_PART} of ${sweeps} sweeps`;
  return {
    name: 'mixing',
    columns: {
      same_opinion: { title: `neighbours who hold the same opinion, ${last}`, unit: 'share' },
      opinion_mixing: {
        title: `the same beyond chance (assortativity: 0 is chance, 1 all), ${last}`,
        unit: 'coefficient',
      },
    },
    sociology: {
      topic: 'network',
      title: 'opinions along the ties of the network',
      note:
        'Whether opinions lie together in the network: how often an agent and a neighbour that it sees hold the same one, before ' +
        'it decides. Where most hold one opinion, neighbours are alike anyway, so the coefficient takes off what the shares of ' +
        'opinions alone would give. It is not known of runs in which all agree.',
      sentence: (of) => mixingInWords(of('same_opinion'), of('opinion_mixing')),
    },
    start() {
      const seen = new Map<string, readonly [number, number]>();
      const ends: [[number, number], [number, number]] = [[0, 0], [0, 0]]; // prettier-ignore
      let step = 0;
      return {
        observe({ type, agent = '', data }) {
          if (type === 'decision-made') {
            const counts = seenIn(String(data['state']), labels);
            if (counts === undefined) seen.delete(agent);
            else seen.set(agent, counts);
          }
          if (!type.startsWith('opinion-')) return;
          step += 1;
          const counts = seen.get(agent);
          seen.delete(agent);
          if (counts === undefined || step <= horizon - horizon / LASTING_PART) return;
          const own = ends[data[type === OPINION_CHANGED ? 'from' : 'option'] === labels[0] ? 0 : 1];
          own[0] += counts[0];
          own[1] += counts[1];
        },
        finish: () => mixingIn(ends),
      };
    },
  };
}

function mixingIn([first, second]: Ends): MeasureResult {
  const ties = first[0] + first[1] + second[0] + second[1];
  if (ties === 0) {
    const why = 'nobody saw a neighbour in the last tenth of the run';
    return {
      values: { same_opinion: null, opinion_mixing: null },
      missing: { same_opinion: why, opinion_mixing: why },
    };
  }
  const same = (first[0] + second[1]) / ties;
  const chance =
    ((first[0] + first[1]) * (first[0] + second[0]) + (second[0] + second[1]) * (first[1] + second[1])) / ties ** 2;
  if (chance === 1) {
    return {
      values: { same_opinion: same, opinion_mixing: null },
      missing: { opinion_mixing: 'all held one opinion' },
    };
  }
  return { values: { same_opinion: same, opinion_mixing: (same - chance) / (1 - chance) } };
}

function mixingInWords(same: Estimate, mixing: Estimate): string | null {
  if (same.value === null) return null;
  const shown = ({ value, low, high }: Estimate): string =>
    low === null || high === null ? figure(value ?? 0) : `${figure(value ?? 0)} [${figure(low)}, ${figure(high)}]`;
  const beyond =
    mixing.value === null
      ? 'all agreed, so that nothing is known of where opinions lie'
      : `beyond what the shares of opinions give the coefficient of mixing is ${shown(mixing)}`;
  return `Of the neighbours that agents saw ${shown(same)} held the same opinion; ${beyond}.`;
}
