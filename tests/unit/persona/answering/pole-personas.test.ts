import { describe, expect, it } from 'vitest';
import { neutralPersonas, polePersonas } from '../../../../src/persona/index.js';
import { Persona } from '../../../../src/spec/index.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

const { axes } = questionnaireOf();

describe('polePersonas', () => {
  it('should be both poles of each axis in six wordings, in the middle on other axes', () => {
    const all = polePersonas(axes, 'check');

    expect(all).toHaveLength(24);
    expect(new Set(all.map(({ persona }) => persona.text)).size).toBe(24);
    for (const { persona, axis, pole } of all) {
      const other = axis === 'trust' ? 'thrift' : 'trust';
      expect(persona.position).toEqual({ [axis]: pole === 'low' ? 0 : 1, [other]: 0.5 });
      expect(persona.text).toContain(
        pole === 'low' ? `I have no ${axis} at all.` : `I have all the ${axis} in the world.`,
      );
      expect(persona.text).not.toContain(other);
      expect(persona.text).toContain(persona.name);
      expect(Persona.parse(persona)).toEqual(persona);
    }
  });

  it('should differ by nothing but the pole within a wording', () => {
    const all = polePersonas(axes.slice(0, 1), 'check', { wordings: 4 });
    const turned = (text: string): string =>
      text.replaceAll('no trust', 'full trust').replace('have full trust at all.', 'have all the trust in the world.');
    const [low, high] = [all.slice(0, 4), all.slice(4)];

    expect(low.map(({ persona }) => turned(persona.text))).toEqual(high.map(({ persona }) => persona.text));
    expect(low.map(({ persona }) => persona.name)).toEqual(high.map(({ persona }) => persona.name));
  });

  it('should have anchors in other words, under other names, than those who are checked', () => {
    for (const person of ['first', 'third'] as const) {
      const [check, anchor] = (['check', 'anchor'] as const).map((purpose) => polePersonas(axes, purpose, { person }));
      const bare = (all: typeof check): string[] =>
        (all ?? []).map(({ persona }) => persona.text.replaceAll(persona.name, 'NAME'));

      expect(bare(check).filter((text) => bare(anchor).includes(text))).toEqual([]);
      const names = (all: typeof check): Set<string> => new Set(all?.map(({ persona }) => persona.name));
      expect([...names(check)].filter((name) => names(anchor).has(name))).toEqual([]);
    }
  });

  it('should speak of somebody, and not as somebody, in the third person', () => {
    const texts = [
      ...polePersonas(axes, 'anchor', { person: 'third' }),
      ...polePersonas(axes, 'check', { person: 'third' }),
    ]
      .map(({ persona }) => persona.text)
      .concat(neutralPersonas('third').map(({ text }) => text));

    expect(texts.filter((text) => /\b(I|my|My|me)\b/.test(text))).toEqual([]);
  });

  it('should put a description in the mouth of the person where its first word alone must change, else quote it', () => {
    const of = (description: string, person: 'first' | 'third' = 'first'): string => {
      const axis = { ...axes[0], high: { label: 'high', description } } as (typeof axes)[number];
      return polePersonas([axis], 'check', { person }).find(({ pole }) => pole === 'high')?.persona.text ?? '';
    };

    expect(of('Holds that any doubt frees.')).toMatch(
      /^My name is Ann\. I hold that any doubt frees\. On everything else/,
    );
    expect(of('Teaches the young')).toContain('. I teach the young. On');
    expect(of('Relies on rain.', 'third')).toMatch(/^This is about Ann\. Ann relies on rain\./);
    expect(of('Is a friend of fish.')).toContain('I am a friend of fish.');
    expect(of('Sees much and says little.')).toContain(
      'This is said of me, and it is true: "Sees much and says little."',
    );
    expect(of('Keeps the keys for himself.')).toContain('"Keeps the keys for himself."');
    expect(of('Would fight for it.', 'third')).toContain('This is said of Ann, and it is true: "Would fight for it."');
    expect(of('Holds that he is right and others wrong.')).toContain('I hold that he is right and others wrong.');
  });

  it('should refuse too few and too many wordings', () => {
    expect(() => polePersonas(axes, 'check', { wordings: 3 })).toThrow('from 4 to 6');
    expect(() => polePersonas(axes, 'check', { wordings: 7 })).toThrow('from 4 to 6');
  });
});

describe('neutralPersonas', () => {
  it('should be several people who say nothing of any axis', () => {
    const all = neutralPersonas();

    expect(new Set(all.map(({ text }) => text)).size).toBe(6);
    expect(all.filter(({ text }) => /trust|thrift/.test(text))).toEqual([]);
  });
});
