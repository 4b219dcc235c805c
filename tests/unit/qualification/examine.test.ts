import { describe, expect, it } from 'vitest';
import { Elicitation, languageModelMind } from '../../../src/agent/index.js';
import { scriptedModel, type Script } from '../../../src/model/index.js';
import { examine } from '../../../src/qualification/index.js';
import type { ChooseRequest } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { faultyModel } from '../../../src/testing/faulty-model.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';

const scenario = majorityOpinion({ agents: 5, temperature: 1 });

/** Glauber with beta .8 on what is listed under its labels, and a preference for the label Q. */
const follower =
  (preference = 0): Script['choose'] =>
  ({ prompt }: ChooseRequest) => {
    const listed = prompt.pieces.filter((piece) => / chose [QM]\./.test(piece));
    const q = listed.filter((piece) => piece.includes('Q.')).length;
    const m = listed.length === 0 ? 0 : (2 * q - listed.length) / listed.length;
    const p = Math.min(1, (1 + Math.tanh(0.8 * m)) / 2 + preference);
    return [p, 1 - p];
  };
const mindOf = (script: Script, elicitation: object = {}) => {
  const model = countingModel(scriptedModel(script));
  return { model, mind: languageModelMind({ model, temperature: 1, elicitation: Elicitation.parse(elicitation) }) };
};

describe('examine', () => {
  it('should give all checks and the curve of a scenario with a ladder', async () => {
    const { model, mind } = mindOf({ choose: follower() });
    const progress: string[] = [];
    const reply = await examine({ model, mind, scenario, onAsked: (done, total) => progress.push(`${done}/${total}`) });
    if (!reply.ok) throw new Error(reply.failure.message);

    expect([progress[0], progress.at(-1), progress.length]).toEqual(['1/40', '40/40', 40]);
    expect(reply.value.checks.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      'option mass: pass',
      'option mass, alone: pass',
      'label bias: pass',
      'order bias: pass',
      'response to a majority: pass',
    ]);
    expect(reply.value.curve?.fit.beta).toBeCloseTo(0.8, 4);
  });

  it('should examine with labels averaged although the study asks with fixed ones, and give no curve for it then', async () => {
    const { model, mind } = mindOf({ choose: follower(0.2) }, { labels: 'fixed' });
    const reply = await examine({ model, mind, scenario });
    if (!reply.ok) throw new Error(reply.failure.message);

    expect(reply.value.curve).toBeNull();
    expect(reply.value.checks[2]).toMatchObject({ name: 'label bias', verdict: 'fail' });
    // The ladder, and alone without anybody listed (4) and with as many for either (8).
    expect(model.calls).toHaveLength(8 * 5 + 4 + 8);
  });

  it('should examine a study with live presentations on the declared ones', async () => {
    const { model, mind } = mindOf({ choose: follower() }, { orders: 'live' });
    const reply = await examine({ model, mind, scenario });

    expect(reply.ok && reply.value.curve?.presentations).toBe(8);
  });

  it('should ask about what an agent faces alone where there is no ladder', async () => {
    const { model, mind } = mindOf({ choose: () => [0.2, 0.1] });
    const progress: string[] = [];
    const naming = namingGame();
    const reply = await examine({ model, mind, scenario: naming, onAsked: (done, total) => progress.push(`${done}/${total}`) }); // prettier-ignore
    if (!reply.ok) throw new Error(reply.failure.message);

    expect(reply.value.curve).toBeNull();
    expect(reply.value.checks.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      'option mass: fail',
      'option mass, alone: note',
      'label bias: fail',
      'order bias: pass',
    ]);
    expect(progress).toEqual(['1/3', '2/3', '3/3']);
    expect(model.calls).toHaveLength(3 * 4);
  });

  it('should give the failure of what could not be asked, with and without a ladder', async () => {
    const { mind } = mindOf({ choose: follower() });
    for (const one of [scenario, namingGame()]) {
      const model = faultyModel(scriptedModel({ choose: follower() }), [{ gives: { kind: 'unavailable' } }]);

      expect(await examine({ model, mind, scenario: one })).toMatchObject({ ok: false, failure: { kind: 'unavailable' } }); // prettier-ignore
    }
  });

  it('should name the occasion in every stream, so that no two studies or conditions share what is drawn', async () => {
    const { model, mind } = mindOf({ choose: follower() });
    await examine({ model, mind, scenario, stream: '7:hot' });
    await examine({ model, mind, scenario: namingGame(), stream: '7:hot' });
    const streams = model.calls.map(({ context }) => context.stream ?? '');

    expect(streams.length).toBeGreaterThan(0);
    expect(streams.filter((stream) => !/^7:hot:(examination|ladder):/.test(stream))).toEqual([]);
  });

  it('should hand on the signal that stops it', async () => {
    const { model, mind } = mindOf({ choose: follower() });
    const { signal } = new AbortController();
    await examine({ model, mind, scenario, signal });

    expect(model.calls.every(({ context }) => context.signal === signal)).toBe(true);
  });
});
