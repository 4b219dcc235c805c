import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegimeChoice } from '../../../src/index.js';
import { scriptedModel } from '../../../src/model/index.js';
import { forkRun, readManifest, recordRun, replayRun, RUN_FILES } from '../../../src/run/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { countingModel, faultyModel } from '../../../src/testing/index.js';
import { keep, keptRun, sourceOf } from '../../support/kept-runs.js';
import { shuffledDelays } from '../../support/talk.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { townHall } from '../../support/town-hall.js';

const folder = temporaryFolders();
const journal = (run: string): string => readFileSync(join(run, RUN_FILES.events), 'utf8');

/** People who say words of their own, aloud or to Ann; what they say depends on all they were asked. */
function talkative(delay?: () => Promise<void>): LanguageModel {
  return scriptedModel({
    name: 'talkative',
    choose: ({ options }) => options.map(() => 1 / options.length),
    write({ prompt, schema }) {
      const length = JSON.stringify(prompt).length;
      const aside = { action: 'aside', value: { to: 'Ann', words: `psst ${length}` } };
      const wishes = [
        ...(length % 3 === 0 ? [aside] : []),
        { action: 'floor', value: `I say ${length}` },
        { value: length % 11 },
      ];
      if (schema === undefined)
        return JSON.stringify(prompt).includes('How much do you want') ? `${length % 11}` : `Yes, ${length}.`;
      return JSON.stringify(wishes.find((wish) => schema.safeParse(wish).success) ?? {});
    },
    ...(delay === undefined ? {} : { delay }),
  });
}

const regimes: readonly RegimeChoice[] = [
  'fixed-order',
  'simultaneous-rounds',
  'random-sequential',
  'poisson-clocks',
  'next-speaker:random',
  'next-speaker:urgency',
  { regime: 'attention', masks: [{ events: ['utterance-said'], spread: 1 }], timer: { mean: 5 } },
];

describe.each(regimes.map((regime) => [typeof regime === 'string' ? regime : regime.regime, regime] as const))(
  'a conversation that is kept, under %s',
  (_name, regime) => {
    const scenario = townHall(regime);

    it('should replay to the same bytes without a model', async () => {
      const run = folder();
      await keep(run, { scenario, source: sourceOf(talkative()) });
      const { events, record } = await replayRun(run, () => townHall(regime));

      expect(events).toBe(journal(run).trimEnd().split('\n').length);
      expect(record.values['utterances']).toBeGreaterThan(3);
    });

    it('should resume to the bytes of the whole one, and pay no answer twice, whoever answers first', async () => {
      const [whole, run] = [folder(), folder()];
      const full = countingModel(talkative());
      await keep(whole, { scenario, source: sourceOf(full) });

      const down = { calls: [5, 6, 7, 8, 9, 10, 11, 12], gives: { kind: 'unavailable' } } as const;
      const first = countingModel(faultyModel(talkative(shuffledDelays(4)), [down]));
      const stopped = await recordRun(keptRun(run, { scenario, source: sourceOf(first) }));
      const second = countingModel(talkative(shuffledDelays(5)));
      await keep(run, { scenario, source: sourceOf(second) });

      expect(stopped).toMatchObject({ status: 'suspended', kind: 'unavailable' });
      expect(journal(run)).toBe(journal(whole));
      expect(await readManifest(run)).toMatchObject({ status: 'finished' });
      expect(second.calls.length).toBeLessThan(full.calls.length);
    });

    it('should fork to the same bytes where nothing changes', async () => {
      const [run, target] = [folder(), folder()];
      await keep(run, { scenario, source: sourceOf(talkative()) });
      const made = await forkRun(run, {
        at: 6,
        changes: [],
        folder: target,
        scenarioOf: () => townHall(regime),
        source: async () => sourceOf(talkative()),
      });

      expect(made).toMatchObject({ identical: true });
      expect(journal(target)).toBe(journal(run));
    });
  },
);
