import { describe, it } from 'vitest';
import { appropriatenessMind, psychometricMind } from '../../src/agent/index.js';
import { seed32 } from '../../src/foundation/random/index.js';
import { scriptedModel } from '../../src/model/index.js';
import { itemSituation } from '../../src/persona/index.js';
import type { Mind } from '../../src/spec/index.js';
import { mindChecks } from '../../src/testing/mind-kit.js';
import { questionnaireOf } from '../support/questionnaires.js';
import { namingAfter, opinionOf } from '../support/situations.js';

const questionnaire = questionnaireOf();
const items = questionnaire.items.map((item) => itemSituation(questionnaire, item, 'Ann'));
const persona = { name: 'Ann', text: 'I keep bees.', position: { trust: 0.3, thrift: 0.9 } };
const model = scriptedModel({
  choose: ({ prompt, options }) => options.map((option) => 1 + (seed32(JSON.stringify(prompt), option) % 100)),
  write: ({ prompt }) => ` a thing of kind ${seed32(JSON.stringify(prompt)) % 10}.`,
});

const minds: readonly { readonly what: string; create(): Mind; readonly situations: typeof items }[] = [
  { what: 'a psychometric person', create: () => psychometricMind({ questionnaire, seed: 1 }), situations: items },
  {
    what: 'a noisy psychometric person',
    create: () => psychometricMind({ questionnaire, seed: 1, parameters: { noise: 1, acquiescence: 1, slope: 0.3 } }),
    situations: items,
  },
  {
    what: 'somebody who goes by the logic of appropriateness',
    create: () => appropriatenessMind({ model, temperature: 1, elicitation: {} }),
    situations: [...items, namingAfter([[0, 1]]), opinionOf(2, 6)],
  },
];

for (const { what, create, situations } of minds) {
  describe(`the mind of ${what}`, () => {
    for (const { name, check } of mindChecks({ create, situations, persona })) it(`should ${name}`, check);
  });
}
