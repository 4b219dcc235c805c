import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStreams } from '../../../src/environment/index.js';
import { execute } from '../../../src/run/execute.js';
import { readManifest, recordRun, RUN_FILES } from '../../../src/run/folder.js';
import { intervened } from '../../../src/run/intervened.js';
import { armContext, planOf, replayRun } from '../../../src/run/replay.js';
import type { AgentSlot, Event, PlannedAgent } from '../../../src/spec/index.js';
import { faultyModel } from '../../../src/testing/index.js';
import { keep, keptRun, linesOf, sourceOf } from '../../support/kept-runs.js';
import { conformist, smallMajorityOpinion } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const again = smallMajorityOpinion;

function edit(run: string, file: string, change: (text: string) => string): void {
  const path = join(run, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

describe('replayRun', () => {
  it('should make every event again, from the folder alone', async () => {
    const run = folder();
    const execution = await recordRun(keptRun(run));

    const { events, manifest, record } = await replayRun(run, again);

    expect(events).toBe(linesOf(run, RUN_FILES.events).length);
    expect(manifest.id).toBe('default.interacting.7');
    expect(record).toEqual(execution.status === 'finished' ? execution.record : null);
  });

  it('should play a run whose intervention could never come, which would be refused today', async () => {
    const never = intervened([
      { when: { state: { path: 'weather', is: 'rain' } }, changes: [{ do: 'remove', agent: 'agent-2' }] },
    ]);
    const shaped = { ...smallMajorityOpinion(), arms: [never] };
    const run = folder();
    await keep(run, { scenario: shaped });
    const minds = sourceOf(conformist()).open(shaped);
    const plan = planOf(await readManifest(run), shaped, minds);

    expect((await replayRun(run, again)).events).toBe(linesOf(run, RUN_FILES.events).length);
    await expect(execute(plan)).rejects.toThrow(/the path "weather" leads nowhere in what all share/);
  });

  it('should take a place as the scenario has it: what it is, and whether somebody takes it yet', async () => {
    const scenario = smallMajorityOpinion();
    const [first, second, ...others] = scenario.agents as [AgentSlot, AgentSlot, ...AgentSlot[]];
    const agents = [{ ...first, role: 'chair' }, { ...second, absent: true as const }, ...others];
    const shaped = { ...scenario, agents };
    const run = folder();
    await recordRun(keptRun(run, { scenario: shaped }));
    const source = sourceOf(conformist());

    const plan = planOf(await readManifest(run), shaped, source.open(shaped));

    expect(plan.agents.map(({ mind: _mind, ...place }) => place)).toEqual(agents);
    expect((await replayRun(run, () => shaped)).events).toBe(linesOf(run, RUN_FILES.events).length);
  });

  it('should write nothing', async () => {
    const run = folder();
    await keep(run);
    const look = () => readdirSync(run).map((file) => [file, readFileSync(join(run, file), 'utf8')]);
    const before = look();

    await replayRun(run, again);

    expect(look()).toEqual(before);
  });

  it('should give its scenario maker what the manifest says', async () => {
    const run = folder();
    await keep(run);
    let asked: unknown;
    await replayRun(run, (manifest) => {
      asked = [manifest.scenario, manifest.parametersGiven['agents']];
      return again();
    });

    expect(asked).toEqual(['majority-opinion', 4]);
  });

  it('should let a subscriber follow', async () => {
    const run = folder();
    await keep(run);
    const streams = createStreams(['agent-1', 'agent-2', 'agent-3', 'agent-4']);
    const seen: Event[] = [];
    streams.events$.subscribe((event) => seen.push(event));

    const { events } = await replayRun(run, again, { streams });

    expect(seen).toHaveLength(events);
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index));
  });

  it('should name the first line that differs', async () => {
    const run = folder();
    await keep(run);
    edit(run, RUN_FILES.events, (text) => text.replace(/"first":(\d)/, '"first":9'));

    await expect(replayRun(run, again)).rejects.toThrow(
      /events\.jsonl: line \d+ of the journal is not what this run makes: it holds/,
    );
  });

  it('should see that the journal is shorter or longer', async () => {
    const [shorter, longer] = [folder(), folder()];
    await keep(shorter);
    await keep(longer);
    edit(shorter, RUN_FILES.events, (text) => text.split('\n').slice(0, -5).join('\n') + '\n');
    edit(longer, RUN_FILES.events, (text) => `${text}{"seq":9999,"time":0,"type":"run-ended","data":{}}\n`);

    await expect(replayRun(shorter, again)).rejects.toThrow('the file ends before it');
    await expect(replayRun(longer, again)).rejects.toThrow('the run ends before it');
  });

  it('should say that an answer is missing', async () => {
    const run = folder();
    await keep(run);
    edit(run, RUN_FILES.answers, (text) => text.split('\n').slice(0, 2).join('\n') + '\n');

    await expect(replayRun(run, again)).rejects.toThrow(
      /the replay stopped: .*not in its record.*restore answers\.jsonl/i,
    );
  });

  it('should refuse a run that is not finished', async () => {
    const run = folder();
    const fails = sourceOf(faultyModel(conformist(), [{ gives: { kind: 'unavailable' } }]));
    await recordRun(keptRun(run, { source: fails }));

    await expect(replayRun(run, again)).rejects.toThrow('this run is suspended, not finished');
  });

  it('should refuse an arm that the scenario does not have, and list those it has', async () => {
    const run = folder();
    await keep(run);
    const manifest = await readManifest(run);
    writeFileSync(join(run, RUN_FILES.manifest), JSON.stringify({ ...manifest, arm: 'nobody' }));

    await expect(replayRun(run, again)).rejects.toThrow(
      /the scenario "majority-opinion" has no arm "nobody"\. There are: interacting, isolated, fixed-labels, rule/,
    );
  });

  it('should stop when it is told to', async () => {
    const run = folder();
    await keep(run);

    const replay = replayRun(run, again, { signal: AbortSignal.abort() });

    await expect(replay).rejects.toMatchObject({ kind: 'interrupted' });
  });
});

describe('armContext', () => {
  const scenario = again();
  const minds = sourceOf(conformist()).open(scenario);
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: minds.mind }));
  const givens = { priors: { 'agent-1': [0.5, 0.5] }, curve: null, donor: null };
  const base = { scenario, minds, agents, condition: 'hot', seed: 3, givens };

  it('should hold what the arm is for and who takes part', () => {
    expect(armContext(base)).toMatchObject({ scenario, condition: 'hot', seed: 3, agents, priors: givens.priors });
  });

  it('should leave out a curve and a donor that are not there', () => {
    expect(Object.keys(armContext(base))).not.toContain('curve');
    expect(Object.keys(armContext(base))).not.toContain('donor');
    const donor = { activations: 4, reason: 'it was over' };
    expect(armContext({ ...base, givens: { ...givens, donor } }).donor).toEqual(donor);
  });

  it('should ask differently only where something is asked in words', () => {
    const [agent] = agents as [PlannedAgent];

    expect(armContext(base).elicit?.(agent, { labels: 'fixed' })).toMatchObject({ elicitation: { labels: 'fixed' } });
    expect(armContext({ ...base, minds: { mind: minds.mind } }).elicit).toBeUndefined();
  });
});
