import { seed32 } from '../../src/foundation/random/index.js';
import { scriptedModel } from '../../src/model/index.js';
import type { LanguageModel } from '../../src/spec/index.js';

/** A model that can do everything: it chooses and weighs by the prompt, and writes what generators accept. */
export function answering({ choosing = 'exact' }: { readonly choosing?: 'exact' | 'sampled' } = {}): LanguageModel {
  return scriptedModel({
    name: 'answering',
    choosing,
    choose: ({ prompt, options }) => {
      const weights = options.map((option) => 1 + (seed32(prompt.pieces.join(''), option) % 100));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => weight / sum);
    },
    score: ({ prompt, continuations }) =>
      continuations.map((text) => -20 - (seed32(prompt.pieces.join(''), text) % 100) / 50),
    write: ({ prompt }) => {
      const asked = [prompt.system ?? '', ...prompt.pieces].join('\n');
      const [name = 'Nobody'] = /[A-Z][\p{L}'-]+ [A-Z][\p{L}'-]+/u.exec(asked.slice(asked.search(/name/i))) ?? [];
      return [
        `My name is ${name}, and I have ${(seed32(name) % 90) + 2} reasons to be as I am.`,
        'When the well was dug my cousins had done the sums already, and I read them at the kitchen table.',
        'What I would change is small: a second bucket, a roof, a school that stays open through the winter.',
        'I have lived here for long and mean to stay, whatever is said in the hall about people like me.',
      ].join(' ');
    },
  });
}
