import type { WeightsProgress } from '../source.js';

/**
 * Passes on progress that goes forward, and never beyond the total: a source that begins again, or counts a byte twice,
 * does not move a bar back or out of its frame. Each source starts anew.
 */
export function steadyProgress(report: ((progress: WeightsProgress) => void) | undefined) {
  let last: WeightsProgress | undefined;
  return ({ source, receivedBytes, totalBytes }: WeightsProgress): void => {
    const next = { source, receivedBytes: Math.min(receivedBytes, totalBytes), totalBytes };
    if (last !== undefined && last.source === source && next.receivedBytes <= last.receivedBytes) return;
    last = next;
    report?.(next);
  };
}
