import { config } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStreams } from '../../../src/environment/index.js';
import type { Event } from '../../../src/spec/index.js';
import { turnOver } from '../../support/small-world.js';

const agents = ['ann', 'ben', 'cem'];
const said = (seq: number): Event => ({ seq, time: seq, type: 'word-said', data: {} });

describe('createStreams', () => {
  it('should show every event in its order', () => {
    const streams = createStreams(agents);
    const seen: number[] = [];
    streams.events$.subscribe(({ seq }) => seen.push(seq));
    streams.publish(said(0), []);
    streams.publish(said(1), 'public');

    expect(seen).toEqual([0, 1]);
  });

  it('should show an agent what it is among the audience of, and what is public', () => {
    const streams = createStreams(agents);
    const seen: Record<string, number[]> = { ann: [], ben: [], cem: [] };
    for (const agent of agents) streams.perceived$(agent).subscribe(({ seq }) => seen[agent]?.push(seq));
    streams.publish(said(0), ['ann', 'ben']);
    streams.publish(said(1), 'public');
    streams.publish(said(2), ['cem']);
    streams.publish(said(3), []);

    expect(seen).toEqual({ ann: [0, 1], ben: [0, 1], cem: [1, 2] });
  });

  it('should give both subscribers of one agent the same', () => {
    const streams = createStreams(agents);
    const seen: number[] = [];
    streams.perceived$('ann').subscribe(({ seq }) => seen.push(seq));
    streams.perceived$('ann').subscribe(({ seq }) => seen.push(seq));
    streams.publish(said(0), ['ann']);

    expect(seen).toEqual([0, 0]);
  });

  it('should name an agent that is not in the run, and who is', () => {
    expect(() => createStreams(agents).perceived$('nemo')).toThrow(
      'no agent "nemo" in this run; there are ann, ben, cem',
    );
  });

  it('should complete for those who were there and for those who come late', () => {
    const streams = createStreams(agents);
    const completed: string[] = [];
    const on = (who: string) => ({ complete: () => completed.push(who) });
    streams.events$.subscribe(on('events'));
    streams.perceived$('ann').subscribe(on('ann'));
    streams.complete();
    streams.events$.subscribe(on('late events'));
    streams.perceived$('ben').subscribe(on('late ben'));

    expect(completed).toEqual(['events', 'ann', 'late events', 'late ben']);
  });

  it('should not mind being completed twice', () => {
    const streams = createStreams(agents);
    let completed = 0;
    streams.events$.subscribe({ complete: () => (completed += 1) });
    streams.complete();
    streams.complete();

    expect(completed).toBe(1);
  });
});

describe('a subscriber that throws', () => {
  let warn: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  });
  afterEach(() => {
    warn.mockRestore();
    config.onUnhandledError = null;
  });

  it('should break neither the run nor others, and be warned of', async () => {
    const streams = createStreams(agents);
    const seen: number[] = [];
    streams.events$.subscribe(() => {
      throw new Error('I cannot draw this');
    });
    streams.events$.subscribe(({ seq }) => seen.push(seq));
    streams.perceived$('ann').subscribe(() => {
      throw new Error('nor this');
    });

    expect(() => streams.publish(said(0), ['ann'])).not.toThrow();
    streams.publish(said(1), ['ann']);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(4));
    expect(seen).toEqual([0, 1]);
    expect(warn).toHaveBeenCalledWith('a subscriber of a run threw: I cannot draw this');
  });

  it('should be left to what a program set for itself before', async () => {
    const own = vi.fn<(error: unknown) => void>();
    config.onUnhandledError = own;
    const streams = createStreams(agents);
    streams.events$.subscribe(() => {
      throw new Error('mine');
    });
    streams.publish(said(0), 'public');
    await vi.waitFor(() => expect(own).toHaveBeenCalledTimes(1));
    await turnOver();

    expect(warn).not.toHaveBeenCalled();
  });
});
