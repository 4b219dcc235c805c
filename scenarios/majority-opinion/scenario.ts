import {
  fixedLabels,
  interacting,
  isolated,
  noPersona,
  regimeOf,
  yoked,
  type Outcome,
  type Scenario,
  type ScenarioEntry,
} from 'mesocosm';
import { agentSlots } from '../_internals/agent-slots.js';
import { withoutUsual } from '../_internals/activation.js';
import { winnerColumn } from '../_internals/winner-columns.js';
import { conditions } from './conditions/index.js';
import { consensusTable } from './consensus-table.js';
import { glauberArm } from './glauber.js';
import { orderMeasure, tippingMeasure, winnerMeasure } from './measures.js';
import { majorityMeanField } from './mean-field.js';
import { mixingMeasure } from './mixing.js';
import { MajorityOpinionParameters, type MajorityOpinionInput, type ResolvedParameters } from './parameters.js';
import { resolve } from './resolve.js';
import { responseMeasure } from './response.js';
import { majorityWorld, type Opinion, type Poll } from './rules.js';
import { majoritySituations } from './situations.js';
import { retentionMeasure } from './start-gap.js';

const TITLE = 'Majority opinion';

/** Who wins is an outcome only where labels are fixed. */
type OutcomesOf<Given> = Given extends { readonly labelling: 'fixed' } ? 'order' | 'winner' : 'order';

/**
 * Agents that see the opinions of others and give their own, one at a time: do they come to agree, and does it last?
 *
 * Source: De Marzo, Castellano, Garcia 2026, Science Advances 12(33), eaea6091 (arXiv 2409.02822).
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example majorityOpinion({ agents: 50, temperature: 0.2 })
 */
export function majorityOpinion<const Given extends MajorityOpinionInput = object>(
  given?: Given,
): Scenario<Poll, Opinion, OutcomesOf<Given>> {
  const parameters = resolve(given);
  const { agents, committed, committedTo, labels, labelling, network, presentation, start, sweeps, temperature } =
    parameters;
  const situations = majoritySituations(parameters);
  const slots = agentSlots(agents, { committed, commitment: committedTo === 'second' ? 1 : 0 });
  const commitments = new Map(
    slots.flatMap(({ id, commitment }) => (commitment === undefined ? [] : [[id, commitment] as const])),
  );
  return {
    name: 'majority-opinion',
    about: {
      title: TITLE,
      question: 'Do agents that see what others think come to agree, and does the agreement last?',
      sources: [
        {
          authors: 'De Marzo, Castellano, Garcia',
          year: 2026,
          title: 'AI agents can coordinate beyond human scale',
          where: 'Science Advances 12(33), eaea6091; arXiv 2409.02822',
        },
      ],
    },
    parameters: { ...withoutUsual(parameters) },
    options: labels,
    agents: slots,
    world: majorityWorld(parameters, commitments),
    situations,
    regime: regimeOf(parameters.activation, { agents: slots, writes: (agent) => [agent] }),
    outcomes: outcomes(parameters) as readonly (Outcome & { name: OutcomesOf<Given> })[],
    arms: [interacting, isolated, fixedLabels, glauberArm, yoked, noPersona],
    ...(situations.ladder === undefined ? {} : { meanField: majorityMeanField(parameters, situations.ladder) }),
    measures: [
      orderMeasure(parameters),
      winnerMeasure(parameters),
      ...(committed > 0 ? [tippingMeasure(parameters)] : []),
      ...(committed === 0 && (start === 0 || start === 1) ? [retentionMeasure(parameters)] : []),
      ...(presentation === 'live' ? [responseMeasure(parameters)] : []),
      ...(network === 'anew' ? [] : [mixingMeasure(parameters)]),
    ],
    tables: (arms) => consensusTable(arms, sweeps),
    temperature,
    elicitation: { labels: labelling, orders: presentation },
    leansOn: ['option-mass', 'majority', 'reproducibility'],
  };
}

/** Where labels are averaged the options are exchangeable, and which of them wins means nothing: only order is classed. */
function outcomes({ labels, labelling }: ResolvedParameters): readonly Outcome[] {
  const order: Outcome = { name: 'order', title: 'lasting order', kind: 'order', column: 'lasting_order' };
  if (labelling === 'averaged') return [order];
  return [{ name: 'winner', title: 'opinion that wins', kind: 'choice', columns: labels.map(winnerColumn) }, order];
}

/** Entry of the registry. */
export const majorityOpinionEntry: ScenarioEntry<typeof MajorityOpinionParameters> = {
  name: 'majority-opinion',
  title: TITLE,
  parameters: MajorityOpinionParameters,
  create: majorityOpinion,
  runs: { standard: 200, quick: 20 },
  conditions,
};
