import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/model/index.js';
import { runStudy } from '../../src/study/index.js';
import { opinionExchange } from 'mesocosm/scenarios';
import { mesocosm } from '../support/command-line.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const SMALL = { agents: 4, steps: 8 };

/** Writes as it is told to, and agrees by seven in ten. */
function talker(prompts: string[] = []) {
  return scriptedModel({
    name: 'talker',
    choose({ options, prompt }) {
      prompts.push(prompt.pieces.join(''));
      return options.map((option) => (option.trim() === 'agree' ? 0.7 : 0.05));
    },
    write({ prompt }) {
      prompts.push(prompt.pieces.join(''));
      return 'I hold that it is so.';
    },
  });
}

describe('a study of an exchange of opinions', () => {
  it('should be run by a model that writes and answers, alone without what is written', async () => {
    const prompts: string[] = [];
    const scenario = opinionExchange(SMALL);
    const { summary } = await runStudy({ scenario, model: talker(prompts), runs: 3, folder: folder() });
    const [condition] = summary.conditions;

    expect(summary.failures.failed).toBe(0);
    expect(condition?.arms.map(({ name }) => name)).toEqual(['interacting', 'isolated', 'memoryless', 'rule']);
    expect(prompts.some((prompt) => prompt.includes('A stranger wrote: "I hold that it is so."'))).toBe(true);
    expect(condition?.priors.map(({ situation }) => situation)).toEqual(['empty', 'no belief']);
    // At a temperature of 0.7: .7 to the power of 1 / .7, in parts of that and of four times .05 to the same power.
    const sharpened = [0.7, 0.05].map((p) => p ** (1 / 0.7)) as [number, number];
    const agrees = sharpened[0] / (sharpened[0] + 4 * sharpened[1]);
    for (const { probabilities } of condition?.priors ?? []) expect(probabilities[3]).toBeCloseTo(agrees, 3);
  });

  it('should sum memories up by the model of the agent', async () => {
    const prompts: string[] = [];
    const scenario = opinionExchange({ ...SMALL, memory: { kind: 'summary', every: 1, window: 1 } });
    const { summary } = await runStudy({ scenario, model: talker(prompts), runs: 1, folder: folder() });

    expect(summary.failures.failed).toBe(0);
    expect(prompts.some((prompt) => /What happened since:\n- .*Your answer then: agree\./.test(prompt))).toBe(true);
  });

  it('should be run by the minds that ship with it, with nothing to bring about in "isolated" by the scripted one', async () => {
    for (const mind of ['scripted', 'psychometric']) {
      const { code, out } = await mesocosm(
        ['run', 'opinion-exchange', '--mind', mind, '--runs', '2', '--steps', '20', '--folder', folder()],
      ); // prettier-ignore

      expect(code).toBe(0);
      expect(out).toMatch(/^Opinion exchange: 2 runs of every arm, /);
      expect(out).toContain('Failures: none of ');
    }
  });

  it('should refuse a rule whose memory is to be written, and leave no study behind', async () => {
    const into = folder();
    const { code, err } = await mesocosm(
      ['run', 'opinion-exchange', '--mind', 'scripted', '--memory', 'kind=summary,every=1,window=1', '--folder', into],
    ); // prettier-ignore

    expect(code).toBe(2);
    expect(err).toContain(
      `writes with the agent's own model, and the mind "rule:believer" of "agent-1" has none that does`,
    );
    expect(err).not.toContain('Go on with');
    expect(readdirSync(into)).toEqual([]);
  });

  it('should say how a memory is given where it was not understood', async () => {
    const { code, err } = await mesocosm(['run', 'opinion-exchange', '--memory', 'nothing']);

    expect(code).toBe(2);
    expect(err.replaceAll(/\s+/g, ' ')).toContain('--memory nothing is not possible; expected values for kind and window, as key=value,key=value or '); // prettier-ignore
  });
});
