import type { InformationMeasure } from '../../../spec/index.js';

/** What is said of a measure wherever it is shown. */
export interface MeasureWords {
  readonly name: InformationMeasure['name'];
  readonly title: string;
  readonly level: InformationMeasure['level'];
  /** Whether agents that do not meet would have less of it. */
  readonly tested: boolean;
}

/** The measures of a summary, in order. */
export const MEASURES: readonly MeasureWords[] = [
  { name: 'entropy', title: 'entropy of an agent (Miller-Madow)', level: 'agents', tested: false },
  { name: 'divergence', title: 'Jensen-Shannon divergence of the agents of a run', level: 'agents', tested: false },
  { name: 'mutual-information', title: 'mutual information at the same step', level: 'pairs', tested: true },
  {
    name: 'delayed-mutual-information',
    title: 'time-delayed mutual information, mean of both directions',
    level: 'pairs',
    tested: true,
  },
  { name: 'transfer-entropy', title: 'transfer entropy, mean of both directions', level: 'pairs', tested: true },
  { name: 'redundancy', title: 'redundancy of two agents about both later', level: 'pairs', tested: true },
  { name: 'synergy', title: 'synergy of two agents about both later', level: 'pairs', tested: true },
  { name: 'emergence', title: 'practical criterion of emergence, Ψ', level: 'group', tested: true },
  { name: 'triplet-gain', title: 'what three agents say beyond the best two, G3', level: 'triplets', tested: true },
];
