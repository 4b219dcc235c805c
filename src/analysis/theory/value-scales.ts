import { mean } from '../../foundation/statistics/index.js';
import type { Questionnaire, ValueAnswer, ValueScale } from '../../spec/index.js';

/** Agreement of one person with items, from 0 to 1, by id; `null` where there is no answer. */
export type Agreements = { readonly [item: string]: number | null };

/** A scale, with the items that make it. */
export interface MadeScale extends ValueScale {
  /** Groups of items that count alike, however many each has. */
  readonly groups: readonly (readonly { readonly item: string; readonly reversed: boolean }[])[];
}

/**
 * What an instrument tells: its dimensions, each of its statements, and acquiescence.
 *
 * On a dimension items of either key count half, so that whoever agrees with everything stands in the middle; where all have
 * one key, agreement is part of it.
 */
export function scalesOf({ axes, items }: Pick<Questionnaire, 'axes' | 'items'>): readonly MadeScale[] {
  const keyed = (of: typeof items, turned: boolean): MadeScale['groups'] =>
    [false, true].flatMap((reverseKeyed) => {
      const own = of.filter((item) => item.reverseKeyed === reverseKeyed);
      return own.length === 0 ? [] : [own.map(({ id }) => ({ item: id, reversed: turned && reverseKeyed }))];
    });
  return [
    ...axes.map(({ name, low, high }): MadeScale => ({
      name,
      kind: 'dimension',
      low: low.label,
      high: high.label,
      groups: keyed(
        items.filter(({ axis }) => axis === name),
        true,
      ),
    })),
    ...items.map(({ id }): MadeScale => ({
      name: id,
      kind: 'statement',
      low: 'disagreement',
      high: 'agreement',
      groups: [[{ item: id, reversed: false }]],
    })),
    {
      name: 'acquiescence',
      kind: 'acquiescence',
      low: 'disagreement',
      high: 'agreement',
      groups: keyed(items, false),
    },
  ];
}

/** Expected agreement with each item, by agent. */
export function agreementsOf(answers: readonly ValueAnswer[]): { readonly [agent: string]: Agreements } {
  const all: { [agent: string]: { [item: string]: number | null } } = {};
  for (const { agent, item, probabilities } of answers) {
    const steps = (probabilities?.length ?? 0) - 1;
    const expected = probabilities?.reduce((sum, p, point) => sum + (p * point) / steps, 0);
    (all[agent] ??= {})[item] = expected ?? null;
  }
  return all;
}

/** Where somebody stands on a scale; `null` where nothing of one of its keys was answered. Acquiescence is 0 in the middle. */
export function scoreOn(scale: MadeScale, own: Agreements): number | null {
  const found = overGroups(scale, (item) => own[item] ?? null, turned);
  return found === null || scale.kind !== 'acquiescence' ? found : found - 0.5;
}

/** After less before on a scale, from items that were answered both times; `null` where one key has none. */
export function changeOn(scale: MadeScale, before: Agreements, after: Agreements): number | null {
  const moved = (item: string): number | null => {
    const [was, is] = [before[item] ?? null, after[item] ?? null];
    return was === null || is === null ? null : is - was;
  };
  return overGroups(scale, moved, (change) => -change);
}

/** The least and the most that a change can be, if what is missing were at one end or the other. */
export function changeBounds(scale: MadeScale, before: Agreements, after: Agreements): readonly [number, number] {
  const end = (least: boolean): number =>
    mean(
      scale.groups.map((group) =>
        mean(
          group.map(({ item, reversed }) => {
            // The largest change towards disagreement is the least of a turned item.
            const up = least === reversed;
            const was = before[item] ?? (up ? 0 : 1);
            const change = (after[item] ?? (up ? 1 : 0)) - was;
            return reversed ? -change : change;
          }),
        ),
      ),
    );
  return [end(true), end(false)];
}

function overGroups(
  { groups }: MadeScale,
  valueOf: (item: string) => number | null,
  turn: (value: number) => number,
): number | null {
  const means = groups.map((group) => {
    const known = group.flatMap(({ item, reversed }) => {
      const value = valueOf(item);
      return value === null ? [] : [reversed ? turn(value) : value];
    });
    return known.length === 0 ? null : mean(known);
  });
  return means.some((one) => one === null) || means.length === 0 ? null : mean(means as number[]);
}

function turned(agreement: number): number {
  return 1 - agreement;
}
