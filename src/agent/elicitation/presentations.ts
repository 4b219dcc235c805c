import { chancesFrom } from '../../foundation/random/index.js';
import type { Chance, Situation, Text } from '../../spec/index.js';
import type { Elicitation } from './elicitation.js';

/** One way to present a situation. */
export interface Presentation {
  /** Option i stands under label `labels[i]` (an index of the situation's options). */
  readonly labels: readonly number[];
  /** Line k shows the statement `order[k]` of the canonical list. */
  readonly order: readonly number[];
  /** Order in which labels are named in a list, as indices of labels. */
  readonly list: readonly number[];
  /** Line k stands under the name `names[k]`. */
  readonly names: readonly number[];
}

/**
 * The declared presentations of a situation, at least one.
 *
 * - Statements without order: label assignments × `shuffles` orders. The orders come in pairs, each with its complement
 *   (`n − 1 − σ`). With two options the complement of an order under swapped labels is, word for word, what the
 *   unswapped labels show of the mirrored situation; so the 8 presentations of all counts 0 … n together are at most
 *   4 (n + 1) different prompts, and not 8 (n + 1).
 * - Statements with an order: label assignments × both orders in which the options are named; four for two options.
 *
 * Label assignments are the cyclic shifts of the labels, or the identity alone where labels are fixed, the options are
 * points of a scale, or there are none.
 */
export function presentationsOf(situation: Situation, elicitation: Elicitation): readonly Presentation[] {
  const assignments = assignmentsOf(situation, elicitation);
  const forward = situation.options.map((_, index) => index);
  const backward = forward.toReversed();
  const size = situation.statements.length;
  const names = Array.from({ length: size }, (_, index) => index);
  if (situation.unordered && size > 0) {
    const orders = ordersOf(size, elicitation.shuffles);
    return assignments.flatMap((labels) => orders.map((order) => ({ labels, order, list: forward, names })));
  }
  return assignments.flatMap((labels) => [forward, backward].map((list) => ({ labels, order: names, list, names })));
}

/** The one presentation that an agent meets this time: everything that may vary is drawn. */
export function livePresentation(situation: Situation, elicitation: Elicitation, chance: Chance): Presentation {
  const assignments = assignmentsOf(situation, elicitation);
  const forward = situation.options.map((_, index) => index);
  const lines = situation.statements.map((_, index) => index);
  return {
    labels: assignments[chance.integer(assignments.length)] as readonly number[],
    list: chance.integer(2) === 0 ? forward : forward.toReversed(),
    order: situation.unordered ? chance.shuffle(lines) : lines,
    names: situation.unordered ? chance.shuffle(lines) : lines,
  };
}

/**
 * The statements in the order in which presentations count them: as they are, or, where their order means nothing,
 * sorted by the first option that each names.
 */
export function canonicalStatements(situation: Situation): readonly Text[] {
  if (!situation.unordered) return situation.statements;
  return situation.statements
    .map((statement, index) => ({ statement, index, option: firstOption(statement) }))
    .sort((a, b) => a.option - b.option || a.index - b.index)
    .map(({ statement }) => statement);
}

function firstOption(statement: Text): number {
  for (const part of statement) if (typeof part === 'object' && 'option' in part) return part.option;
  return -1;
}

function assignmentsOf(situation: Situation, elicitation: Elicitation): readonly (readonly number[])[] {
  const identity = situation.options.map((_, index) => index);
  const alone = identity.length === 0 || situation.scale === true;
  if (elicitation.labels === 'fixed' || alone) return [identity];
  return identity.map((shift) => identity.map((index) => (index + shift) % identity.length));
}

const known = new Map<string, readonly (readonly number[])[]>();

/** The same orders for every situation of the same size, whatever it says. */
function ordersOf(size: number, count: number): readonly (readonly number[])[] {
  const key = `${size}/${count}`;
  let orders = known.get(key);
  if (orders === undefined) {
    const chances = chancesFrom('declared presentations');
    const lines = Array.from({ length: size }, (_, index) => index);
    orders = Array.from({ length: count / 2 }, (_, pair) => chances('order', size, pair).shuffle(lines)).flatMap(
      (order) => [order, order.map((line) => size - 1 - line)],
    );
    known.set(key, orders);
  }
  return orders;
}
