import type { AgentSlot, Event, Measure, MeasureResult, PlannedAgent } from '../../../spec/index.js';
import { socialNetwork, type Contact } from '../social-network.js';
import { inWords } from './_internals/in-words.js';
import { valuesOf } from './_internals/values-of.js';

/** Who somebody is, as measures are told. */
export type MeasuredAgent = AgentSlot & Pick<PlannedAgent, 'persona'>;

/** What {@link networkMeasure} needs. */
export interface NetworkMeasureOptions {
  /** Begins the names of its columns. Default `network`. */
  readonly prefix?: string;
  /** What a tie is, for example `who chose whom`. */
  readonly title: string;
  /** Contacts of an event; nothing or `undefined` for others. */
  read(event: Event): readonly Contact[] | undefined;
  /** A kind of each agent, for mixing by kind. Default agents have none. */
  kindOf?(agent: MeasuredAgent): string;
}

/**
 * A measure of the network that the contacts of a run make, as it is at the end. See `socialNetwork` for the definitions.
 *
 * @example networkMeasure({ title: 'who wrote to whom', read: ({ type, agent, data }) =>
 *   type === 'letter-sent' ? [{ from: agent, to: data.to }] : undefined })
 */
export function networkMeasure({ prefix = 'network', title, read, kindOf }: NetworkMeasureOptions): Measure {
  return {
    name: `${prefix}-ties`,
    columns: {
      [`${prefix}_ties`]: { title: 'pairs with a contact', unit: 'pairs' },
      [`${prefix}_density`]: { title: 'the same as a share of all pairs', unit: 'share' },
      [`${prefix}_reciprocity`]: { title: 'share of them with contacts both ways', unit: 'share' },
      [`${prefix}_clustering`]: { title: 'share of the neighbours of an agent who know each other', unit: 'share' },
      [`${prefix}_distance`]: { title: 'mean distance of those who can reach each other', unit: 'steps' },
      [`${prefix}_centralisation`]: {
        title: 'how much one stands between the others (1: a star)',
        unit: 'coefficient',
      },
      [`${prefix}_degree_mixing`]: { title: 'whether the well tied are tied to each other', unit: 'correlation' },
      ...(kindOf === undefined ? {} : { [`${prefix}_kind_mixing`]: { title: 'whether the like are tied to each other', unit: 'coefficient' } }), // prettier-ignore
    },
    sociology: {
      topic: 'network',
      title,
      note:
        'A tie is a pair with at least one contact in the run; how often does not count, and ways only where reciprocity is ' +
        'meant. Longer runs have more ties, so compare arms with as many contacts. Mixing is 0 where ends are joined at random.',
      sentence: (of) => {
        const [ties, density, one] = ['ties', 'density', 'centralisation'].map((column) => of(`${prefix}_${column}`));
        if (ties?.value == null || density === undefined || one === undefined) return null;
        const centre =
          one.value === null ? '' : `; how much one stands between the others is ${inWords(one)} (1 is a star)`;
        return `${inWords(ties)} pairs had a contact, ${inWords(density)} of all pairs${centre}.`;
      },
    },
    start(agents) {
      const contacts = new Map<string, Contact>();
      return {
        observe(event) {
          for (const { from, to } of read(event) ?? []) contacts.set(JSON.stringify([from, to]), { from, to });
        },
        finish: () => resultOf(agents, [...contacts.values()], { prefix, kindOf }),
      };
    },
  };
}

function resultOf(
  agents: readonly MeasuredAgent[],
  contacts: readonly Contact[],
  { prefix, kindOf }: Required<Pick<NetworkMeasureOptions, 'prefix'>> & Pick<NetworkMeasureOptions, 'kindOf'>,
): MeasureResult {
  const kinds = kindOf === undefined ? {} : { kinds: new Map(agents.map((agent) => [agent.id, kindOf(agent)])) };
  const found = socialNetwork(agents.map(({ id }) => id), contacts, kinds); // prettier-ignore
  const none = 'nobody had a contact';
  const alike = found.edges === 0 ? none : 'all ends of ties are alike';
  return valuesOf({
    [`${prefix}_ties`]: [found.edges, none],
    [`${prefix}_density`]: [found.density, 'there is one agent alone'],
    [`${prefix}_reciprocity`]: [found.reciprocity, none],
    [`${prefix}_clustering`]: [found.clustering, 'there are no agents'],
    [`${prefix}_distance`]: [found.meanDistance, none],
    [`${prefix}_centralisation`]: [found.centralisation, 'there are fewer than three agents'],
    [`${prefix}_degree_mixing`]: [found.degreeAssortativity, alike],
    ...(kindOf === undefined ? {} : { [`${prefix}_kind_mixing`]: [found.kindAssortativity ?? null, alike] as const }),
  });
}
