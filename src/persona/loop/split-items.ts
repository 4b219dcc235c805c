import { userError } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { AnswerTable, LikertItem } from '../../spec/index.js';

/** Two halves of a questionnaire that share no item; ids in the order of the questionnaire. */
export interface ItemHalves {
  /** What the loop looks at. */
  readonly steering: readonly string[];
  /** What nobody looks at until gains are reported. */
  readonly heldOut: readonly string[];
}

type SplitItem = Pick<LikertItem, 'id' | 'axis' | 'reverseKeyed'>;

/**
 * Divides the items of each axis into a steering and a held-out half, so that both have as many of either key as the
 * numbers allow; of an odd number the steering half has one more. Determined by items and seed.
 *
 * @throws MesocosmError (usage) where an axis has fewer than two items.
 */
export function splitItems(how: { readonly items: readonly SplitItem[]; readonly seed: number | string }): ItemHalves {
  const { items, seed } = how;
  const chances = chancesFrom(seed);
  const steering = new Set<string>();
  for (const axis of new Set(items.map((item) => item.axis))) {
    const own = items.filter((item) => item.axis === axis);
    if (own.length < 2) {
      throw userError({
        kind: 'usage',
        what: `the axis "${axis}" has one item`,
        expected: 'at least two, one to steer by and one to measure by',
        remedy: 'write another item for it, or do not close the loop',
      });
    }
    const chance = chances('loop', 'split', axis);
    const keyed = [false, true].flatMap((reverse) =>
      chance.shuffle(own.filter((item) => item.reverseKeyed === reverse)),
    );
    // In turn over both keys: neither half gets more than one more of a key.
    keyed.forEach((item, at) => at % 2 === 0 && steering.add(item.id));
  }
  const ids = items.map(({ id }) => id);
  return { steering: ids.filter((id) => steering.has(id)), heldOut: ids.filter((id) => !steering.has(id)) };
}

/** The columns of some items. */
export function onlyItems(table: AnswerTable, ids: readonly string[]): AnswerTable {
  const columns = table.items.flatMap(({ id }, column) => (ids.includes(id) ? [column] : []));
  return {
    ...table,
    items: columns.map((column) => table.items[column] as AnswerTable['items'][number]),
    scores: table.scores.map((row) => columns.map((column) => row[column] ?? null)),
  };
}
