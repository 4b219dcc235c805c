import { describe, it } from 'vitest';
import type { Questionnaire } from 'mesocosm';
import { generators } from 'mesocosm/generators';
import { generatorChecks } from 'mesocosm/testing';
import cairo from '../../generators/contexts/train/cairo-plague-1348.json' with { type: 'json' };
import school from '../../generators/contexts/train/school-of-small-magic.json' with { type: 'json' };

const contexts = [undefined, cairo as Questionnaire, school as Questionnaire];

for (const generator of generators) {
  for (const questionnaire of contexts) {
    describe(`the generator "${generator.name}" for ${questionnaire?.name ?? 'the island of the kit'}`, () => {
      for (const { name, check } of generatorChecks({ generator, questionnaire })) it(`should ${name}`, check);
    });
  }
}
