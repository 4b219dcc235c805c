import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationsOf, systemMind, systemUnderTest, type FailureCode } from 'mesocosm/scenarios';
import { replayRun } from '../../src/run/index.js';
import type { Event, LanguageModel } from '../../src/spec/index.js';
import { runStudy, type Study } from '../../src/study/index.js';
import { countingModel } from '../../src/testing/index.js';
import { mesocosm } from '../support/command-line.js';
import { embeddedModel } from '../support/endpoint-weights-real.js';
import { onlyStudyIn } from '../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const TURNS = 3;

/** One that every conversation shows, one that none does. */
const codebook: readonly FailureCode[] = [
  { name: 'asks-for-a-number', about: 'The assistant asks for a number.', found: () => true },
  { name: 'is-rude', about: 'The assistant is rude.', found: () => false },
];

const keptRunOf = (study: string): string => onlyStudyIn(join(study, 'runs'));

function eventsIn(run: string): readonly Event[] {
  const lines = readFileSync(join(run, 'events.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Event);
}

describe('a system under test before people and a judge who are the embedded model', () => {
  const studies = folderForAll();
  let bare: LanguageModel;
  let model: ReturnType<typeof countingModel>;
  let scenario: ReturnType<typeof systemUnderTest>;
  let study: Study;
  let run: string;
  let events: readonly Event[];
  beforeAll(async () => {
    bare = await embeddedModel();
    model = countingModel(bare);
    const judge = systemMind(model, { temperature: 0, name: 'judge' });
    scenario = systemUnderTest({ agents: 2, turns: TURNS }, { judge, codebook });
    study = await runStudy({ scenario, model, runs: 1, arms: ['interacting'], folder: studies, cache: false });
    run = keptRunOf(study.folder);
    events = eventsIn(run);
  }, 900_000);
  afterAll(() => bare.close());

  it('should speak in turn for as many turns as there are, in words that begin as a line does', () => {
    const held = conversationsOf(events);

    expect(held.map(({ utterances }) => utterances.length)).toEqual([2 * TURNS, 2 * TURNS]);
    expect(held.every(({ verdict }) => verdict === 'yes' || verdict === 'no')).toBe(true);
    // Of a model this small no more can be said than that it said something of its own each time.
    const own = held.flatMap(({ utterances }) => utterances.filter(({ role }) => role === 'person'));
    expect(own.filter(({ failed }) => failed === true)).toEqual([]);
    for (const { text } of own) expect(text).toMatch(/^\S/);
  });

  it('should be asked to go on with a line that ends without a space', () => {
    const prompts = readFileSync(join(run, 'prompts.jsonl'), 'utf8').trimEnd().split('\n');
    const written = prompts.map((line) => JSON.parse(line) as { verb: string; prompt: string });
    const spoken = written.filter(({ verb }) => verb === 'write');

    expect(spoken.length).toBeGreaterThanOrEqual(2 * TURNS);
    for (const { prompt } of spoken) expect(prompt).toMatch(/\nYou:$/);
  });

  it('should say of every failure whether it is there, with most of its probability on yes and no', () => {
    const judged = events.filter(({ type, agent }) => type === 'decision-made' && agent?.startsWith('judge-') === true);

    expect(judged).toHaveLength(2 * codebook.length);
    for (const { data } of judged) {
      const { evidence, option } = data as { evidence: { asked: string; mass: number }; option: string };
      expect(['yes', 'no']).toContain(option);
      expect(evidence.asked).toMatch(/^completion, .*labels fixed/);
      expect(evidence.mass).toBeGreaterThan(0.5);
    }
    expect(conversationsOf(events).every(({ failures }) => failures !== undefined)).toBe(true);
  });

  it('should be held against the rules of the codebook', () => {
    const { judge_agreement: agreement, judge_kappa: kappa } = study.summary.conditions[0]?.arms[0]?.measures ?? {};

    expect(agreement?.mean.value).toBeGreaterThanOrEqual(0);
    expect(kappa?.mean.value).toBeGreaterThanOrEqual(-1);
    expect(kappa?.mean.value).toBeLessThanOrEqual(1);
  });

  it('should be replayed to the same events without a call', async () => {
    const before = model.calls.length;
    const replay = await replayRun(run, () => scenario);

    expect(before).toBeGreaterThan(2 * TURNS);
    expect(replay.events).toBe(events.length);
    expect(model.calls).toHaveLength(before);
  });
});

describe('weights that are named as the judge', () => {
  it('should code conversations of scripted people, and be counted', async () => {
    const where = folder();
    const small = ['--agents', '2', '--turns', '1', '--runs', '1', '--arms', 'interacting', '--folder', where];
    const judge = ['--mind', 'scripted', '--judge', 'smollm2-135m-instruct'];
    const done = await mesocosm(['run', 'system-under-test', ...judge, ...small]);
    const made = onlyStudyIn(where);
    const calls = readFileSync(join(made, 'calls.jsonl'), 'utf8').trimEnd().split('\n');

    expect(done).toMatchObject({ code: 0 });
    // Two conversations, seven codes, both orders of yes and no.
    expect(calls).toHaveLength(2 * 7 * 2);
    expect(eventsIn(keptRunOf(made)).filter(({ type }) => type === 'conversation-coded')).toHaveLength(2);
  });
});
