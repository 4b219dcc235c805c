import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeEvent } from '../../../src/run/index.js';
import type { Event } from '../../../src/spec/index.js';
import type { Study } from '../../../src/study/index.js';
import { countingModel } from '../../../src/testing/index.js';
import { conformist, majorityStudy, namingStudy } from '../../support/small-studies.js';
import { recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const kept = folderForAll();
const model = countingModel(conformist());
let naming: Study;
let majority: Study;

beforeAll(async () => {
  naming = await namingStudy(join(kept, 'naming'), { runs: 2 });
  majority = await majorityStudy(join(kept, 'majority'), { runs: 2, model });
});

function journal(study: Study, run: string): readonly string[] {
  return recorded(join(study.folder, 'runs', run), 'events.jsonl');
}

describe('the runs of a study', () => {
  it('should be found by arm and number', () => {
    expect(naming.run('interacting', 1).record).toMatchObject({
      arm: 'interacting',
      seed: 1_000_001,
      condition: 'default',
    });
    expect(naming.run('drift', 0, 'default').record).toMatchObject({ arm: 'drift', seed: 1_000_000 });
  });

  it.each([
    ['interacting', 2, 'default'],
    ['interacting', -1, 'default'],
    ['interacting', 0.5, 'default'],
    ['interacting', Number.NaN, 'default'],
    ['yoked', 0, 'default'],
    ['interacting', 0, 'ring'],
  ])('should be missed where there is none: %s, %s, %s', (arm, index, condition) => {
    expect(() => naming.run(arm, index, condition)).toThrow(
      new RegExp(`the study has no run ${index} of "${condition}" in the arm "${arm}"; expected a run from 0 to 1\\.`),
    );
  });

  it('should be listed by condition and arm where one is missed', () => {
    expect(() => naming.run('isolatd', 0)).toThrow(/default \(interacting, isolated, symmetrised, /);
  });
});

describe('a run that is played again', () => {
  it.each(['interacting', 'isolated', 'rule'])(
    'should give the row that was recorded, and the very events (%s)',
    async (arm) => {
      const run = naming.run(arm, 0);
      const seen: string[] = [];

      expect(await run.play((events) => seen.push(...events.map(encodeEvent)))).toEqual(run.record);
      expect(seen).toEqual(journal(naming, `default.${arm}.1000000`));
    },
  );

  it('should give the row of a run that was not kept', async () => {
    const run = naming.run('symmetrised', 1);

    expect(await run.play()).toEqual(run.record);
  });

  it('should ask nothing of a model', async () => {
    const before = model.calls.length;

    expect(await majority.run('fixed-labels', 1).play()).toEqual(majority.run('fixed-labels', 1).record);
    expect(model.calls).toHaveLength(before);
  });
});

describe('the events of a run', () => {
  it('should be streamed in order, and end', async () => {
    const events = await lastValueFrom(majority.run('interacting', 0).events$.pipe(toArray()));

    expect(events.map(encodeEvent)).toEqual(journal(majority, 'default.interacting.1000000'));
  });

  it('should be played for each subscriber', async () => {
    const { events$ } = naming.run('interacting', 0);
    const [first, second] = await Promise.all([
      lastValueFrom(events$.pipe(toArray())),
      lastValueFrom(events$.pipe(toArray())),
    ]);

    expect(second).toEqual(first);
    expect(first.length).toBeGreaterThan(10);
  });

  it('should stop where nobody listens any more', async () => {
    const first = await firstValueFrom(naming.run('interacting', 0).events$);
    const few = await lastValueFrom(naming.run('interacting', 0).events$.pipe(take(3), toArray()));

    expect(first.type).toBe('run-started');
    expect(few.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  });

  it('should go on for others where a subscriber throws', async () => {
    const run = naming.run('interacting', 0);
    const warned: string[] = [];
    const listener = (warning: Error): void => void warned.push(warning.message);
    process.on('warning', listener);
    run.events$.subscribe(({ seq }) => {
      if (seq === 1) throw new Error('clumsy');
    });

    const events = await lastValueFrom(run.events$.pipe(toArray()));
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('warning', listener);

    expect(events.at(-1)?.type).toBe('run-ended');
    expect(warned.join()).toContain('clumsy');
  });
});

describe('what one agent perceives', () => {
  const perceivedBy = (agent: string): Promise<Event[]> =>
    lastValueFrom(naming.run('interacting', 0).perceived$(agent).pipe(toArray()));

  it('should be what it decided, and the meetings it was at', async () => {
    const events = await perceivedBy('agent-2');

    expect(events.length).toBeGreaterThan(2);
    for (const { type, agent, data } of events) {
      expect(type === 'decision-made' ? [agent] : data['agents']).toContain('agent-2');
    }
  });

  it('should, of all agents together, be every meeting twice', async () => {
    const all = await lastValueFrom(naming.run('interacting', 0).events$.pipe(toArray()));
    const meetings = all.filter(({ type }) => type === 'names-exchanged').length;
    const perceived = (await Promise.all([1, 2, 3, 4].map((place) => perceivedBy(`agent-${place}`)))).flat();

    expect(perceived.filter(({ type }) => type === 'names-exchanged')).toHaveLength(2 * meetings);
  });

  it('should be an error for nobody', async () => {
    await expect(perceivedBy('agent-9')).rejects.toThrow('no agent "agent-9" in this run; there are agent-1, agent-2');
  });
});

describe('the report of a study', () => {
  it('should be HTML, or Markdown where its name says so', async () => {
    const here = folder();
    await naming.report(join(here, 'new/report.html'));
    await naming.report(join(here, 'report.md'));

    expect(readFileSync(join(here, 'new/report.html'), 'utf8')).toBe(
      readFileSync(join(naming.folder, 'report.html'), 'utf8'),
    );
    expect(readFileSync(join(here, 'report.md'), 'utf8')).toBe(readFileSync(join(naming.folder, 'report.md'), 'utf8'));
  });
});
