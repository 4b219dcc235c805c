import { contentHash } from '../../foundation/storage/index.js';
import type { Json } from '../../spec/index.js';
import { situationOf, type ControlItem } from './control-item.js';
import {
  comprehensionItems,
  dominanceItems,
  historyItems,
  majorityItems,
  neutralItems,
  strategicItems,
} from './decisions.js';
import { LABELS } from './labels.js';
import { personOf, SIDES, statementOf, topics, type ItemUse, type Topic } from './topics.js';

/** All questions of a use that are put as decisions; whole texts are weighed on `topics` as well. */
export interface Battery {
  readonly items: readonly ControlItem[];
  readonly topics: readonly Topic[];
}

/** A person is asked which of two opposed statements it agrees with. */
export function personaItems(use: ItemUse, asked: readonly Topic[]): readonly ControlItem[] {
  return asked.flatMap((topic, at) => {
    const options = LABELS[use][at % LABELS[use].length] as readonly [string, string];
    return SIDES.map((side, right): ControlItem => {
      const id = `${use}/persona/${topic.id}/${side}`;
      const situation = situationOf({
        kind: 'persona',
        id,
        options,
        framing: ['There are two opinions.'],
        statements: SIDES.map((other, option) => `Opinion {${option}}: ${statementOf(topic.plain[other])}`),
        unordered: true,
        cue: '{You} agreed with opinion',
        question: 'Which opinion {do you} agree with, {or}?',
      });
      return {
        id,
        kind: 'persona',
        use,
        cluster: topic.id,
        situation,
        persona: personOf(topic, side),
        right: right as 0 | 1,
        wording: 0,
      };
    });
  });
}

/** How many clusters of each kind a quick look takes: with ten, all of them right is enough. */
const QUICK = { choice: 1, verdict: 10 };
const QUICK_TOPICS = { choice: 2, verdict: 12 };
/** Of ten others, so many hold the first option in a quick look. */
const QUICK_COUNTS = { choice: [8, 10], verdict: [7, 9, 10] };

/**
 * The questions for choosing a form, or for the verdict. A quick look takes the first clusters of each kind, the first
 * topics and the first wording: fewer, never others.
 */
export function battery(use: ItemUse, { quick = false }: { readonly quick?: boolean } = {}): Battery {
  const all = topics.filter((topic) => topic.use === use);
  const asked = quick ? all.slice(0, QUICK_TOPICS[use]) : all;
  const kinds = [comprehensionItems, dominanceItems, majorityItems];
  const forVerdict = [neutralItems, strategicItems, historyItems];
  const items = (use === 'verdict' ? [...kinds, ...forVerdict] : kinds).flatMap((make) => make(use));
  return { items: [...(quick ? firstClusters(items, use) : items), ...personaItems(use, asked)], topics: asked };
}

function firstClusters(items: readonly ControlItem[], use: ItemUse): readonly ControlItem[] {
  const taken = new Map<string, Set<string>>();
  return items.filter(({ kind, cluster, wording, count }) => {
    const clusters = taken.get(kind) ?? new Set<string>();
    taken.set(kind, clusters);
    if (clusters.size < QUICK[use]) clusters.add(cluster);
    return clusters.has(cluster) && wording === 0 && (count === undefined || QUICK_COUNTS[use].includes(count));
  });
}

let hash: string | undefined;

/** Names the questions: answers to others are not comparable. */
export function itemsHash(): string {
  hash ??= contentHash({
    items: [battery('choice').items, battery('verdict').items],
    topics,
  } as unknown as Json);
  return hash;
}
