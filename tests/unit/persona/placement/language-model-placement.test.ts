import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { languageModelPlacement, sobol } from '../../../../src/persona/placement/index.js';
import type { LanguageModel, PlannedPerson } from '../../../../src/spec/index.js';
import { anAxis, aPlacementRequest, positionsOf } from '../../../support/placement-requests.js';

const TRADES = [
  'smith',
  'nun',
  'clerk',
  'farmer',
  'teacher',
  'thief',
  'doctor',
  'sailor',
  'judge',
  'baker',
  'miner',
  'poet',
];
const line = (place: number): string =>
  `${TRADES[place % 12]} of the ${TRADES[(place * 5 + 3) % 12]}s, number ${place}`;

/** Numbers of the places that a prompt asks for. */
const placesOf = (text: string): number[] =>
  [...text.matchAll(/^- place (\d+):/gm)].map(([, number]) => Number(number));

/** A model that writes what `reply` makes of the places asked for, and keeps the prompts. */
function sketcher(reply: (places: number[], call: number) => unknown): { model: LanguageModel; prompts: string[] } {
  const prompts: string[] = [];
  const model = scriptedModel({
    write({ prompt }) {
      const text = prompt.pieces.join('');
      prompts.push(text);
      const said = reply(placesOf(text), prompts.length - 1);
      return typeof said === 'string' ? said : JSON.stringify({ people: said });
    },
  });
  return { model, prompts };
}

const willing = (places: number[]) => places.map((place) => ({ place, sketch: line(place) }));

async function placed(model: LanguageModel, size: number, batch?: number): Promise<readonly PlannedPerson[]> {
  const placement = languageModelPlacement(batch === undefined ? {} : { batch });
  const result = await placement.place(aPlacementRequest({ model, size }));
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('languageModelPlacement', () => {
  it('should give everybody a position by code and a sketch by the model, in batches of at most ten', async () => {
    const { model, prompts } = sketcher(willing);
    const people = await placed(model, 25);

    expect(people.map(({ position }) => position)).toEqual(await positionsOf(sobol()));
    expect(people.map(({ sketch }) => sketch)).toEqual(people.map((_, at) => line(at + 1)));
    expect(prompts.map((prompt) => placesOf(prompt).length)).toEqual([10, 10, 5]);
  });

  it('should show each batch those who are placed already, where they stand, and what the axes mean', async () => {
    const { model, prompts } = sketcher(willing);
    const [first] = await placed(model, 4, 2);

    expect(prompts[0]).toContain('trust: 0 is low trust (somebody who is low trust), 1 is high trust');
    expect(prompts[0]).not.toContain(line(1));
    const { trust = 0, risk = 0 } = first?.position ?? {};
    expect(prompts[1]).toContain(`- trust ${trust.toFixed(2)}, risk ${risk.toFixed(2)}: ${line(1)}`);
  });

  it('should not read positions from the reply', async () => {
    const { model } = sketcher((places) =>
      places.map((place) => ({ place, sketch: line(place), trust: 0.5, position: { trust: 0.5, risk: 0.5 } })),
    );
    const people = await placed(model, 12);

    expect(people.map(({ position }) => position)).toEqual(await positionsOf(sobol(), { size: 12 }));
    expect(people.every((person) => Object.keys(person).join() === 'position,sketch')).toBe(true);
  });

  it('should take sketches by the number of their place, in whatever order, and ignore strangers', async () => {
    const { model } = sketcher((places) => [{ place: 99, sketch: 'a stranger' }, ...willing(places).toReversed()]);
    const people = await placed(model, 6);

    expect(people.map(({ sketch }) => sketch)).toEqual([1, 2, 3, 4, 5, 6].map(line));
  });

  it('should ask again for those that a reply left out, and only for them', async () => {
    const { model, prompts } = sketcher((places, call) => willing(call === 0 ? places.slice(0, 3) : places));
    const people = await placed(model, 5);

    expect(people).toHaveLength(5);
    expect(prompts.map(placesOf)).toEqual([
      [1, 2, 3, 4, 5],
      [4, 5],
    ]);
    expect(prompts[1]).toContain('nobody was given for place 4');
    expect(prompts[1]).toContain(line(1));
  });

  it('should refuse a sketch that resembles another, of the same batch or an earlier one', async () => {
    const { model, prompts } = sketcher((places, call) => {
      if (call === 0)
        return places.map((place) => ({ place, sketch: place === 2 ? `${line(1).toUpperCase()}!` : line(place) }));
      return willing(places).map((person) => (call === 2 ? { ...person, sketch: line(1) } : person));
    });
    const people = await placed(model, 4, 3);

    expect(prompts.map(placesOf)).toEqual([[1, 2, 3], [2], [4], [4]]);
    expect(prompts[1]).toContain(`the person for place 2 is the same as: ${line(1)}`);
    expect(new Set(people.map(({ sketch }) => sketch)).size).toBe(4);
  });

  it('should ask again after a reply that is no JSON', async () => {
    const { model } = sketcher((places, call) => (call === 0 ? 'Certainly! Here they are.' : willing(places)));

    expect(await placed(model, 3)).toHaveLength(3);
  });

  it('should fail as malformed after four attempts, and say how far it came', async () => {
    const { model, prompts } = sketcher((places) => willing(places).filter(({ place }) => place !== 2));
    const result = await languageModelPlacement().place(aPlacementRequest({ model, size: 3 }));

    expect(prompts).toHaveLength(4);
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'malformed', message: expect.stringContaining('sketched 2 of 3 people in 4 attempts') },
    });
  });

  it('should hand on a failure of the hour at once', async () => {
    let calls = 0;
    const model = scriptedModel({
      write() {
        calls += 1;
        return { kind: 'unavailable', message: 'the server is down', retryable: true };
      },
    });
    const result = await languageModelPlacement().place(aPlacementRequest({ model }));

    expect([result.ok, calls]).toEqual([false, 1]);
  });

  it('should name levels, not numbers, on axes that have them', async () => {
    const { model, prompts } = sketcher(willing);
    await languageModelPlacement().place(aPlacementRequest({ model, size: 3, axes: [anAxis('office', 3)] }));

    expect(prompts[0]).toContain('office, one of: office 0 (somebody who is office 0); office 1');
    expect(prompts[0]).toMatch(/^- place 1: office office \d$/m);
  });

  it('should tell how far it is', async () => {
    const { model } = sketcher(willing);
    const seen: number[] = [];
    await languageModelPlacement({ batch: 4 }).place(
      aPlacementRequest({ model, size: 10, onPlaced: (placed) => seen.push(placed) }),
    );

    expect(seen).toEqual([4, 8, 10]);
  });

  it('should refuse to work without a model, with one that does not write, or in batches of nobody', async () => {
    const mute = scriptedModel({ name: 'mute' });

    await expect(languageModelPlacement().place(aPlacementRequest())).rejects.toThrow('needs a language model');
    await expect(languageModelPlacement().place(aPlacementRequest({ model: mute }))).rejects.toThrow('mute does not');
    expect(() => languageModelPlacement({ batch: 0 })).toThrow('a batch of 0 people is none');
  });
});
