import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { antiPersonaPlacement } from '../../../../src/persona/placement/index.js';
import type { PlannedPerson } from '../../../../src/spec/index.js';
import { aPlacementRequest } from '../../../support/placement-requests.js';

const sketchOf = (place: number): string => `person${place} trade${place} creed${place}`;

async function placed(
  changes: object = {},
  reply = (place: number) => ({ place, sketch: sketchOf(place) }) as object,
): Promise<{ people: readonly PlannedPerson[]; prompts: string[] }> {
  const prompts: string[] = [];
  const model = scriptedModel({
    write({ prompt }) {
      const text = prompt.pieces.join('');
      prompts.push(text);
      return JSON.stringify({ people: [...text.matchAll(/^- place (\d+):/gm)].map(([, at]) => reply(Number(at))) });
    },
  });
  const result = await antiPersonaPlacement({ batch: 8 }).place(aPlacementRequest({ model, ...changes }));
  if (!result.ok) throw new Error(result.failure.message);
  return { people: result.value, prompts };
}

describe('antiPersonaPlacement', () => {
  it('should begin with archetypes, then ask for opposites and for whoever fills the gaps', async () => {
    const { people, prompts } = await placed();

    expect(people).toHaveLength(25);
    expect(prompts).toHaveLength(4);
    expect(prompts[0]?.match(/Wanted: an archetype/g)).toHaveLength(8);
    expect(prompts[1]).toMatch(/Wanted: the opposite of: person\d trade\d creed\d/);
    expect(prompts[1]).toContain('Wanted: somebody unlike all the others');
  });

  it('should put an opposite just where the mirror image of its other stands', async () => {
    const { people, prompts } = await placed();

    const pairs = prompts.flatMap((prompt) => [
      ...prompt.matchAll(/^- place (\d+): .*the opposite of: person(\d+) /gm),
    ]);
    expect(pairs.length).toBeGreaterThan(3);
    for (const [, number, other] of pairs) {
      const { trust = 0, risk = 0 } = people[Number(other) - 1]?.position ?? {};
      expect(people[Number(number) - 1]?.position).toEqual({ trust: 1 - trust, risk: 1 - risk });
    }
  });

  it('should leave no gap larger than archetypes alone would', async () => {
    const { people } = await placed();
    const gap = (some: readonly PlannedPerson[]): number => {
      let largest = 0;
      for (let x = 0; x <= 1; x += 0.05) {
        for (let y = 0; y <= 1; y += 0.05) {
          const near = some.map(({ position: { trust = 0, risk = 0 } }) => Math.hypot(trust - x, risk - y));
          largest = Math.max(largest, Math.min(...near));
        }
      }
      return largest;
    };

    expect(gap(people)).toBeLessThan(0.3);
    expect(gap(people)).toBeLessThan(0.7 * gap(people.slice(0, 8)));
  });

  it('should place by the request alone, whatever the model says', async () => {
    const once = await placed();
    const again = await placed({}, (place) => ({ place, sketch: `other${place} words${place}`, trust: 0 }));

    expect(again.people.map(({ position }) => position)).toEqual(once.people.map(({ position }) => position));
  });

  it('should keep to constraints', async () => {
    const constraints = [{ weights: { trust: 1, risk: 1 }, relation: 'at-most', bound: 1 }];
    const { people } = await placed({ constraints });

    for (const { position } of people)
      expect((position['trust'] ?? 9) + (position['risk'] ?? 9)).toBeLessThan(1 + 1e-8);
  });

  it('should ask one batch where no more are wanted', async () => {
    const { people, prompts } = await placed({ size: 5 });

    expect([people.length, prompts.length]).toEqual([5, 1]);
  });
});
