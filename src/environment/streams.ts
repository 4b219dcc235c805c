import { Subject, config, type Observable } from 'rxjs';
import type { Event } from '../spec/index.js';

/** Streams of a run. They are taps: the kernel never waits for a subscriber. */
export interface Streams {
  /** Every event, in the order of `seq`. Completes when the run ends or is suspended. */
  readonly events$: Observable<Event>;
  /** What one agent perceives. Routed by membership: an event costs its audience, not the whole population. */
  perceived$(agent: string): Observable<Event>;
  /** For the kernel: hands on an event to those who perceive it. */
  publish(event: Event, audience: 'public' | readonly string[]): void;
  /** For the kernel: ends all streams. */
  complete(): void;
}

/**
 * Creates the streams of one run.
 *
 * A subscriber that throws is reported as a process warning and breaks neither the run nor other subscribers, unless
 * `config.onUnhandledError` of rxjs was set to something else before.
 */
export function createStreams(agents: readonly string[]): Streams {
  config.onUnhandledError ??= (error) => {
    process.emitWarning(`a subscriber of a run threw: ${error instanceof Error ? error.message : String(error)}`);
  };
  const everything = new Subject<Event>();
  const routed = new Map<string, Subject<Event>>();
  const known = new Set(agents);
  let done = false;
  return {
    events$: everything.asObservable(),
    perceived$(agent) {
      if (!known.has(agent)) throw new Error(`no agent "${agent}" in this run; there are ${agents.join(', ')}`);
      let subject = routed.get(agent);
      if (subject === undefined) {
        subject = new Subject<Event>();
        routed.set(agent, subject);
        if (done) subject.complete();
      }
      return subject.asObservable();
    },
    publish(event, audience) {
      everything.next(event);
      if (routed.size === 0) return;
      if (audience === 'public') for (const subject of routed.values()) subject.next(event);
      else for (const agent of audience) routed.get(agent)?.next(event);
    },
    complete() {
      done = true;
      everything.complete();
      for (const subject of routed.values()) subject.complete();
    },
  };
}
