import type { Event, Lens, Remembering } from '../../spec/index.js';

/**
 * Window memory: the last `window` items, each made from one perceived event. A pure fold; the same array comes back
 * where the event leaves no trace.
 */
export function remember(
  remembering: Remembering,
  items: readonly unknown[],
  perceived: { readonly event: Event; readonly agent: string; readonly lens: Lens },
): readonly unknown[] {
  if (remembering.window === 0) return items;
  const item = remembering.item(perceived.event, perceived.agent, perceived.lens);
  if (item === undefined) return items;
  return items.length < remembering.window
    ? [...items, item]
    : [...items.slice(1 - remembering.window || items.length), item];
}
