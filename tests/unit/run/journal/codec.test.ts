import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, readJournal } from '../../../../src/run/journal/codec.js';
import type { Event, Json } from '../../../../src/spec/index.js';

const where = { file: 'events.jsonl', line: 7 };
const said: Event = { seq: 3, time: 2.5, type: 'word-said', agent: 'ann', data: { word: 'yes', at: [1, null] }, causes: [0, 2] }; // prettier-ignore

const word = fc.stringMatching(/^[a-z]{1,6}$/);
/** Whatever JSON can hold; -0 is written as 0, and reads back as that. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
const events: fc.Arbitrary<Event> = fc.record(
  {
    seq: fc.nat(),
    time: fc.oneof(
      fc.nat(),
      fc.double({ min: 0, max: 1e9, noNaN: true }).map((time) => time + 0),
    ),
    type: fc.tuple(word, word).map((parts) => parts.join('-')),
    agent: fc.string({ unit: 'binary' }),
    data: fc.dictionary(
      fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
      json.filter(withoutProto),
    ),
    causes: fc.array(fc.nat(), { minLength: 1 }),
  },
  { requiredKeys: ['seq', 'time', 'type', 'data'] },
) as fc.Arbitrary<Event>;

function withoutProto(value: Json): boolean {
  return !JSON.stringify(value).includes('__proto__');
}

describe('encodeEvent', () => {
  it('should write the keys in their fixed order, and those of data sorted', () => {
    expect(encodeEvent(said)).toBe(
      '{"seq":3,"time":2.5,"type":"word-said","agent":"ann","data":{"at":[1,null],"word":"yes"},"causes":[0,2]}',
    );
  });

  it('should leave out what is not there', () => {
    expect(encodeEvent({ seq: 0, time: 0, type: 'run-started', data: {} })).toBe(
      '{"seq":0,"time":0,"type":"run-started","data":{}}',
    );
  });

  it('should write the same whatever the order in which keys were set', () => {
    fc.assert(
      fc.property(events, (event) => {
        const backwards = Object.fromEntries(Object.entries(event).toReversed()) as unknown as Event;
        const data = Object.fromEntries(Object.entries(event.data).toReversed());

        expect(encodeEvent({ ...backwards, data })).toBe(encodeEvent(event));
      }),
    );
  });

  it('should be one line', () => {
    fc.assert(
      fc.property(events, (event) => {
        expect(encodeEvent(event)).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it('should refuse what JSON cannot hold, and name its place', () => {
    const broken = { ...said, data: { deep: [{ value: Number.NaN }] } };

    expect(() => encodeEvent(broken)).toThrow('$.deep[0].value is NaN');
  });
});

describe('decodeEvent', () => {
  it('should give back what was written', () => {
    fc.assert(
      fc.property(events, (event) => {
        const line = encodeEvent(event);
        const back = decodeEvent(line, where);

        expect(back).toEqual(event);
        expect(encodeEvent(back)).toBe(line);
      }),
    );
  });

  it.each([
    ['{"seq":3', 'it is not JSON'],
    ['', 'it is not JSON'],
    ['[]', 'Invalid input'],
    ['{"time":0,"type":"word-said","data":{}}', 'seq: '],
    ['{"seq":-1,"time":0,"type":"word-said","data":{}}', 'seq: '],
    ['{"seq":1.5,"time":0,"type":"word-said","data":{}}', 'seq: '],
    ['{"seq":1,"time":-1,"type":"word-said","data":{}}', 'time: '],
    ['{"seq":1,"time":0,"type":"said","data":{}}', 'type: '],
    ['{"seq":1,"time":0,"type":"word-said"}', 'data: '],
    ['{"seq":1,"time":0,"type":"word-said","data":{},"causes":["x"]}', 'causes.0: '],
  ])('should name file, line and place of %s', (line, why) => {
    expect(() => decodeEvent(line, where)).toThrow(`events.jsonl: line 7 is not an event: ${why}`);
  });
});

describe('readJournal', () => {
  let folder: string;
  const written = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const read = async (path: string): Promise<readonly Event[]> => {
    const found: Event[] = [];
    for await (const event of readJournal(path)) found.push(event);
    return found;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'codec-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('should give the events of a file, one after the other', async () => {
    const given = [said, { ...said, seq: 4 }];

    expect(await read(await written('two.jsonl', given.map((event) => `${encodeEvent(event)}\n`).join('')))).toEqual(given); // prettier-ignore
  });

  it.each([
    ['lost', [0, 1, 3], 'line 3 has seq 3, after the event with seq 1; expected seq 2'],
    ['doubled', [0, 1, 1], 'line 3 has seq 1, after the event with seq 1; expected seq 2'],
    ['moved', [0, 2, 1], 'line 2 has seq 2, after the event with seq 0; expected seq 1'],
  ])('should name the line after which an event is %s, and give those before it', async (how, seqs, why) => {
    const file = await written(`${how}.jsonl`, seqs.map((seq) => `${encodeEvent({ ...said, seq })}\n`).join(''));
    const found: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { seq } of readJournal(file)) found.push(seq);
    };

    await expect(reading()).rejects.toThrow(`${file}: ${why}`);
    expect(found).toEqual(seqs.slice(0, how === 'moved' ? 1 : 2));
  });

  it('should read a file that is longer than what is read at once', async () => {
    const long: Event = { ...said, data: { text: 'ü'.repeat(5_000) } };
    const given = Array.from({ length: 60 }, (_, seq) => ({ ...long, seq }));
    const found = await read(await written('long.jsonl', given.map((event) => `${encodeEvent(event)}\n`).join('')));

    expect(found).toEqual(given);
  });

  it('should not take a line separator within a text for the end of a line', async () => {
    const given: Event = { ...said, data: { text: 'one\u2028two\u2029three\u0085four' } };

    expect(await read(await written('separator.jsonl', `${encodeEvent(given)}\n`))).toEqual([given]);
  });

  it('should find nothing in an empty file', async () => expect(await read(await written('empty.jsonl', ''))).toEqual([])); // prettier-ignore

  it('should name the file and the line that is broken, after those before it', async () => {
    const path = await written('broken.jsonl', `${encodeEvent(said)}\n\n{"seq":\n`);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { seq } of readJournal(path)) seen.push(seq);
    })();

    await expect(reading).rejects.toThrow(`${path}: line 3 is not an event: it is not JSON`);
    expect(seen).toEqual([3]);
  });

  it('should name a last line that was torn', async () => {
    const path = await written('torn.jsonl', `${encodeEvent(said)}\n`);
    await appendFile(path, encodeEvent(said).slice(0, 20));

    await expect(read(path)).rejects.toThrow(`${path}: line 2 is not an event`);
  });

  it('should say that there is no such file', async () => {
    const path = join(folder, 'none.jsonl');

    await expect(read(path)).rejects.toThrow(`${path}: there is no such file; expected the journal of a run`);
    await expect(read(folder)).rejects.toThrow(`${folder}: it is a folder and not a file`);
  });
});
