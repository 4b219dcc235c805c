import { onAbort } from './on-abort.js';

/** A signal of one's own below another. */
export interface ChildSignal {
  readonly signal: AbortSignal;
  abort(): void;
  /** Lets go of the parent; to be called when the work is done. */
  release(): void;
}

/**
 * A signal that is aborted with its parent, or alone. What listens to it does not burden the parent, which may live as
 * long as a study.
 */
export function childSignal(parent?: AbortSignal): ChildSignal {
  const controller = new AbortController();
  const release = onAbort(parent, () => controller.abort(parent?.reason));
  return { signal: controller.signal, abort: () => controller.abort(), release };
}
