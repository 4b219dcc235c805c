import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunManifest } from '../../../src/spec/index.js';
import type { ScenarioEntry } from '../../../src/spec/index.js';
import { scenarios } from '../../../scenarios/index.js';
import { mesocosm } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const RUN = 'runs/default.interacting.1000000';

/** A naming game of four, the first of whom is whoever types. */
function game(where: string, ...more: readonly string[]): readonly string[] {
  const small = ['--agents', '4', '--horizon', '40', '--max-failures', '1'];
  return ['run', 'naming-game', '--policy', 'llama-3-70b', ...small, '--folder', where, '--person', 'agent-1', ...more];
}

/** More lines than are needed, in turns. */
const LINES = Array.from({ length: 200 }, (_, at) => ['Q', '2', 'm'][at % 3] as string);

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
const said = (study: string): number =>
  linesOf(join(study, 'answers.jsonl')).filter((line) => line.includes('"verb":"judge"')).length;

/** The naming game, which presses Ctrl-C at some step. */
function interrupting(step: number, stop: AbortController): readonly ScenarioEntry[] {
  return scenarios.map((entry) => ({
    ...entry,
    create(parameters) {
      const scenario = entry.create(parameters);
      let left = step;
      const apply: typeof scenario.world.apply = (...of) => {
        left -= 1;
        if (left === 0) stop.abort();
        return scenario.world.apply(...of);
      };
      return { ...scenario, world: { ...scenario.world, apply } };
    },
  }));
}

describe('run --person', () => {
  it('should put whoever types in the place of an agent, in one run, and record who it was', async () => {
    const where = folder();
    const { code, err } = await mesocosm(game(where), { input: LINES });
    const study = onlyStudyIn(where);
    const manifest = RunManifest.parse(JSON.parse(readFileSync(join(study, RUN, 'manifest.json'), 'utf8')));
    const byPerson = linesOf(join(study, RUN, 'events.jsonl')).filter((line) => line.includes('"asked":"a person"'));

    expect(code).toBe(0);
    expect(err).toContain('You are');
    expect(err).toContain('  2  ');
    expect(manifest.mind.kind).toBe('policy-table');
    expect(manifest.mind.others?.['agent-1']).toMatchObject({
      kind: 'person',
      settings: { timeoutMs: null, fallback: 'refused' },
    });
    expect(byPerson.length).toBeGreaterThan(3);
    expect(byPerson.every((line) => line.includes('"agent":"agent-1"'))).toBe(true);
  });

  it('should say who took part, how often they were asked, and how often the fallback counted', async () => {
    const where = folder();
    const { out } = await mesocosm(game(where, '--person-fallback', 'others'), { input: LINES.slice(0, 6) });
    const study = onlyStudyIn(where);
    const events = linesOf(join(study, RUN, 'events.jsonl')).filter((line) => line.includes('"asked":"a person"'));
    const instead = events.filter((line) => line.includes('"fallback":')).length;
    const told = `in the place of agent-1 (asked for ${events.length} decisions, of which ${instead} were left to the fallback)`;

    expect(instead).toBeGreaterThan(1);
    expect(events.length).toBeGreaterThan(instead);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`People took part, ${told}.`);
    for (const file of ['report.html', 'report.md']) expect(readFileSync(join(study, file), 'utf8')).toContain(told);
    expect((await mesocosm(['show', study])).out.replaceAll(/\s+/g, ' ')).toContain(told);
  });

  it('should be replayed without a person, from the run and from the study', async () => {
    const where = folder();
    await mesocosm(game(where), { input: LINES });
    const study = onlyStudyIn(where);

    expect(await mesocosm(['replay', join(study, RUN)])).toMatchObject({ code: 0, err: '' });
    expect(await mesocosm(['replay', study, 'default.interacting.1000000'])).toMatchObject({ code: 0, err: '' });
  });

  it('should ask nothing twice where it goes on after Ctrl-C, and come to the same', async () => {
    const [whole, stopped] = [folder(), folder()];
    await mesocosm(game(whole), { input: LINES });
    const stop = new AbortController();
    const ran = await mesocosm(game(stopped), {
      input: LINES,
      scenarios: interrupting(25, stop),
      signal: stop.signal,
    });
    const study = onlyStudyIn(stopped);
    const before = said(study);
    const again = await mesocosm(['resume', study], { input: LINES.slice(before) });

    expect([ran.code, again.code]).toEqual([130, 0]);
    expect(before).toBeGreaterThan(2);
    expect(said(study)).toBe(said(onlyStudyIn(whole)));
    expect(linesOf(join(study, RUN, 'events.jsonl'))).toEqual(linesOf(join(onlyStudyIn(whole), RUN, 'events.jsonl')));
  });

  it.each([
    ['ends', LINES.slice(0, 2), 'nobody answers any more'],
    ['cannot be read', [...LINES.slice(0, 2), 'X', 'Y', 'Z'], 'is none of the options'],
  ])('should ask for a prior again when it goes on, where the input %s before it', async (_how, input, why) => {
    const [whole, left] = [folder(), folder()];
    await mesocosm(game(whole), { input: LINES });
    const stopped = await mesocosm(game(left), { input });
    const study = onlyStudyIn(left);
    const again = await mesocosm(['resume', study], { input: LINES.slice(2) });

    expect(stopped.code).toBe(4);
    expect(stopped.err.replaceAll(/\s+/g, ' ')).toContain(why);
    expect(stopped.err).toContain('What was answered is kept, and the same command asks for the rest');
    expect(again.code).toBe(0);
    expect(linesOf(join(study, RUN, 'events.jsonl'))).toEqual(linesOf(join(onlyStudyIn(whole), RUN, 'events.jsonl')));
  });

  it('should let the fallback count where the lines end', async () => {
    const where = folder();
    const { code } = await mesocosm(game(where, '--person-fallback', 'others'), { input: ['Q', 'Q', 'Q', 'Q'] });
    const events = readFileSync(join(onlyStudyIn(where), RUN, 'events.jsonl'), 'utf8');

    expect(code).toBe(0);
    expect(events).toContain('nobody answers any more');
    expect(events).not.toContain('decision-failed');
  });

  it.each([
    [['--person', 'agent-9'], 'has no agent "agent-9" whose place a person could take'],
    [['--person-fallback', 'X'], '--person-fallback X is not possible'],
  ])('should refuse %j before anything is written', async (more, says) => {
    const where = folder();
    const { code, err } = await mesocosm(game(where, ...more), { input: LINES });

    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(existsSync(where) ? onlyStudyInOrNone(where) : 0).toBe(0);
  });

  it('should say that an option of people does nothing without one', async () => {
    const { code, err } = await mesocosm(['run', 'naming-game', '--person-timeout', '5', '--folder', folder()]);

    expect(code).toBe(2);
    expect(err).toContain('--person-timeout says what holds for a person, and nobody takes part');
  });
});

function onlyStudyInOrNone(where: string): number {
  try {
    onlyStudyIn(where);
    return 1;
  } catch {
    return 0;
  }
}
