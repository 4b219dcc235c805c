import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

const PUSH = [{ when: { time: 20 }, changes: [{ do: 'commit', agent: 'agent-1', option: 'M' }] }];

async function studyWith(interventions: string, more: readonly string[] = []) {
  const where = folder();
  const base = ['run', 'naming-game', '--policy', 'claude-3.5-sonnet', '--runs', '2', '--agents', '6'];
  const done = await mesocosm([...base, '--folder', where, '--interventions', interventions, ...more]);
  return { where, done };
}

function eventsOf(study: string, arm: string): readonly string[] {
  const run = readdirSync(join(study, 'runs')).find((name) => name.includes(`.${arm}.`)) ?? '';
  return readFileSync(join(study, 'runs', run, 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
}

describe('run --interventions', () => {
  it('should run the same seeds with what is done from outside, the same up to it', async () => {
    const { where, done } = await studyWith(JSON.stringify(PUSH), ['--arms', 'interacting']);
    expect(done.code).toBe(0);
    const study = onlyStudyIn(where);
    const [plain, pushed] = [eventsOf(study, 'interacting'), eventsOf(study, 'intervened')];
    const at = pushed.findIndex((line) => line.includes('"intervention-made"'));

    expect(at).toBeGreaterThan(1);
    expect(pushed.slice(1, at)).toEqual(plain.slice(1, at));
    expect(JSON.parse(pushed[at] ?? '')).toMatchObject({ data: { changes: PUSH[0]?.changes } });
    expect(pushed.slice(at)).not.toEqual(plain.slice(at));
  });

  it('should read them from a file, freeze them in the design, and replay such a run', async () => {
    const file = join(folder(), 'push.json');
    writeFileSync(file, JSON.stringify(PUSH[0]));
    const { where, done } = await studyWith(file, ['--arms', 'interacting', '--json']);
    const study = onlyStudyIn(where);
    const run = readdirSync(join(study, 'runs')).find((name) => name.includes('.intervened.')) ?? '';

    expect(jsonOf(done)).toMatchObject({ status: 'finished' });
    const { design } = JSON.parse(readFileSync(join(study, 'study.json'), 'utf8')) as { design: object };
    expect(design).toMatchObject({ interventions: PUSH });
    expect((await mesocosm(['replay', join(study, 'runs', run)])).out).toMatch(/identical to the journal/);
  });

  it('should be another design without them', async () => {
    const { where } = await studyWith(JSON.stringify(PUSH), ['--arms', 'interacting']);
    const base = ['run', 'naming-game', '--policy', 'claude-3.5-sonnet', '--runs', '2', '--agents', '6'];
    await mesocosm([...base, '--folder', where, '--arms', 'interacting']);

    expect(readdirSync(where)).toHaveLength(2);
  });

  it.each([
    ['[]', /expected at least one/],
    ['', /^--interventions is empty; expected \{"when"/],
    ['null', /^--interventions is no intervention: 0: /],
    ['1e999', /^--interventions is no intervention: 0: /],
    ['{"when": {"tim": 1}, "changes": []}', /0\.when: expected \{"time": T\}, \{"seq": N\}, \{"after"/],
    ['{"when": {"time": 1}, "changes": [{"do": "fire"}]}', /0\.changes\.0\.do/],
    ['{oops', /--interventions is not JSON/],
    [
      '{"when": {"time": 1}, "changes": [{"do": "inject", "event": {"type": "a-b", "data": {"x": {"y": [1e999]}}}}]}',
      /0\.changes\.0\.event\.data\.x: expected a value that JSON can hold, in which every number is finite/,
    ],
    ['{"when": {"state": {"path": "x"}}, "changes": [{"do": "add", "agent": "agent-1"}]}', /expected what it is to be/],
    [
      '{"when": {"after": {"event": "x", "agent": "agent-77"}}, "changes": [{"do": "add", "agent": "agent-1"}]}',
      /intervention 1: there is no agent "agent-77"/,
    ],
    [
      '{"when": {"after": {"event": "names-exchangd"}}, "changes": [{"do": "add", "agent": "agent-1"}]}',
      /intervention 1: no event "names-exchangd" ever happens.*Did you mean "names-exchanged"/,
    ],
    [
      '{"when": {"state": {"path": "streaks", "atLeast": 3}}, "changes": [{"do": "add", "agent": "agent-1"}]}',
      /the path "streaks" leads nowhere in what all share.*Did you mean "streak"/,
    ],
    ['missing.json', /missing\.json: there is no such file/],
    [
      '{"when": {"time": 1}, "changes": [{"do": "remove", "agent": "agent-77"}]}',
      /intervention 1, change 1: there is no agent "agent-77"/,
    ],
    [
      '{"when": {"time": 1}, "changes": [{"do": "commit", "agent": "agent-1", "option": "X"}]}',
      /there is no option "X"/,
    ],
  ])('should refuse %s before anything is written', async (given, why) => {
    const { where, done } = await studyWith(given);

    expect(done.code).toBe(2);
    expect(done.err).toMatch(why);
    expect(readdirSync(where)).toEqual([]);
  });
});

describe('an intervention whose moment never comes', () => {
  it('should be told of, and not taken for one without effect', async () => {
    const late = [{ when: { time: 100_000 }, changes: [{ do: 'commit', agent: 'agent-1', option: 'M' }] }];
    const { where, done } = await studyWith(JSON.stringify(late), ['--arms', 'interacting']);
    const note = 'In 2 of 2 runs of the arm "intervened" (condition "default") no intervention came';

    expect(done.code).toBe(0);
    expect(done.out.replaceAll(/\s+/g, ' ')).toContain(note);
    expect(readFileSync(join(onlyStudyIn(where), 'report.md'), 'utf8')).toContain(note);
    const rows = readFileSync(join(onlyStudyIn(where), 'runs.jsonl'), 'utf8');
    expect(rows.match(/"interventions":\{"planned":1,"made":0\}/g)).toHaveLength(2);
  });

  it('should not be told of where it came', async () => {
    const { done } = await studyWith(JSON.stringify(PUSH), ['--arms', 'interacting']);

    expect(done.out).not.toContain('came: the run was over');
  });
});
