import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAppendLog } from '../../../../src/foundation/storage/index.js';
import { encodeEvent } from '../../../../src/run/journal/codec.js';
import { journalSink } from '../../../../src/run/journal/sink.js';
import type { Event } from '../../../../src/spec/index.js';

const events: readonly Event[] = Array.from({ length: 6 }, (_, seq) => ({
  seq,
  time: seq,
  type: 'word-said',
  agent: 'ann',
  data: { word: `word ${seq}` },
}));
const text = (count: number): string => events.slice(0, count).map((event) => `${encodeEvent(event)}\n`).join(''); // prettier-ignore

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sink-'));
  file = join(folder, 'events.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes all events into the file, two at a time, as a run would. */
async function run(given: readonly Event[] = events, options: { readonly verifyOnly?: boolean } = {}): Promise<number> {
  const log = await openAppendLog(file, { readOnly: options.verifyOnly });
  try {
    const sink = journalSink(log, { file, ...options });
    for (let at = 0; at < given.length; at += 2) sink.write(given.slice(at, at + 2));
    sink.finish();
    return sink.count();
  } finally {
    log.close();
  }
}

describe('journalSink', () => {
  it('should write a new journal, one line an event', async () => {
    expect(await run()).toBe(6);
    expect(await readFile(file, 'utf8')).toBe(text(6));
  });

  it.each([1, 3, 5, 6])('should verify the first %i lines that are there, and write the rest', async (count) => {
    await writeFile(file, text(count));
    await run();

    expect(await readFile(file, 'utf8')).toBe(text(6));
  });

  it('should drop a torn last line and write it whole', async () => {
    await writeFile(file, text(4));
    await appendFile(file, encodeEvent(events[4] as Event).slice(0, 17));
    await run();

    expect(await readFile(file, 'utf8')).toBe(text(6));
  });

  it('should name the first line that differs, and what it holds', async () => {
    await writeFile(file, text(3).replace('word 1', 'word one'));

    await expect(run()).rejects.toThrow(
      /events\.jsonl: line 2 of the journal is not what this run makes: it holds ".*word one.*" where the run makes ".*word 1/,
    );
  });

  it('should leave a journal alone that is not the run’s', async () => {
    const before = text(3).replace('word 1', 'word one');
    await writeFile(file, before);
    await run().catch(() => undefined);

    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('should find lines that are there beyond the end of the run', async () => {
    await writeFile(file, text(6));

    await expect(run(events.slice(0, 4))).rejects.toThrow('line 5 of the journal is not what this run makes: the run ends before it'); // prettier-ignore
  });

  it('should find, where it only verifies, a journal that ends before the run, and write nothing', async () => {
    await writeFile(file, text(4));

    await expect(run(events, { verifyOnly: true })).rejects.toThrow('line 5 of the journal is not what this run makes: the file ends before it'); // prettier-ignore
    expect(await readFile(file, 'utf8')).toBe(text(4));
  });

  it('should verify a whole journal and write nothing', async () => {
    await writeFile(file, text(6));

    expect(await run(events, { verifyOnly: true })).toBe(6);
    expect(await readFile(file, 'utf8')).toBe(text(6));
  });

  it('should count what was written or verified so far', async () => {
    await writeFile(file, text(1));
    const log = await openAppendLog(file);
    const sink = journalSink(log, { file });
    expect(sink.count()).toBe(0);
    sink.write(events.slice(0, 3));
    log.close();

    expect(sink.count()).toBe(3);
  });
});
