import type { LikertItem, Questionnaire } from '../../../spec/index.js';
import type { Finding } from '../finding.js';

/** Share of items whose agreement speaks for the low pole, at least; what is left speaks for the high one. */
const LEAST_REVERSED = 1 / 3;

/** Whether every axis is measured, by about as many items as any other, and in both directions. */
export function checkBalance({ axes, items }: Questionnaire): readonly Finding[] {
  const counts = axes.map(({ name }) => ({ name, items: items.filter(({ axis }) => axis === name) }));
  return [...counts.flatMap((axis, at) => measured(axis, at)), ...balanced(counts), ...reversed(items)];
}

interface MeasuredAxis {
  readonly name: string;
  readonly items: readonly LikertItem[];
}

function measured({ name, items }: MeasuredAxis, at: number): readonly Finding[] {
  const place = `$.axes[${at}]`;
  if (items.length === 0) {
    return [error(place, `"${name}" has no items`, 'add items that name it as their axis, or leave the axis away')];
  }
  const turned = items.filter(({ reverseKeyed }) => reverseKeyed).length;
  if (items.length > 1 && turned > 0 && turned < items.length) return [];
  if (items.length === 1) {
    const what = `"${name}" has one item alone, which cannot tell agreement from the habit of agreeing`;
    return [{ severity: 'warning', place, what, remedy: 'add an item that is keyed the other way' }];
  }
  const what = `"${name}" has no item whose agreement speaks for the ${turned === 0 ? 'low' : 'high'} pole`;
  return [error(place, what, 'add one, or put another statement in the place of one')];
}

function balanced(axes: readonly MeasuredAxis[]): readonly Finding[] {
  const sorted = axes.toSorted((a, b) => a.items.length - b.items.length);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined || most.items.length - least.items.length <= 1) return [];
  const what = `are out of balance: ${most.items.length} for "${most.name}", ${least.items.length} for "${least.name}"`;
  return [error('$.items', what, 'let the numbers of items of any two axes differ by at most 1')];
}

function reversed(items: readonly LikertItem[]): readonly Finding[] {
  const turned = items.filter(({ reverseKeyed }) => reverseKeyed).length;
  const share = Math.min(turned, items.length - turned) / items.length;
  if (share >= LEAST_REVERSED) return [];
  const direction = turned * 2 < items.length ? 'reverse-keyed' : 'keyed towards the high pole';
  const few = Math.min(turned, items.length - turned);
  const what = `hold ${few} of ${items.length} that are ${direction}`;
  return [error('$.items', what, 'let at least a third be, so that the habit of agreeing cancels')];
}

function error(place: string, what: string, remedy: string): Finding {
  return { severity: 'error', place, what, remedy };
}
