import { describe, expect, it } from 'vitest';
import { writePopulation, type Questionnaire } from 'mesocosm';
import { generators } from 'mesocosm/generators';
import market from '../../generators/contexts/train/lagos-market-mobile-money.json' with { type: 'json' };
import { filesBelow, readDocument, sectionOf } from '../docs/_internals/documents.js';

describe('the generators that ship', () => {
  it('should each have a folder of that name, with a README', () => {
    const folders = filesBelow('generators').filter((path) => path.endsWith('/generator.ts'));

    expect(folders).toEqual(generators.map(({ name }) => `generators/${name}/generator.ts`).sort());
  });

  it('should have names and titles of their own, the default first', () => {
    expect(generators[0]?.name).toBe('first-person');
    expect(new Set(generators.flatMap(({ name, title }) => [name, title])).size).toBe(2 * generators.length);
    expect(generators.filter(({ steers }) => !steers).map(({ name }) => name)).toEqual([
      'name-only',
      'be-diverse',
      'demographic',
    ]);
  });
});

describe.each(generators.map((generator) => ({ name: generator.name, generator })))(
  'the README of $name',
  ({ generator }) => {
    const readme = readDocument(`generators/${generator.name}/README.md`);

    it('should have the headings that the others have', () => {
      expect(readme.headings.map(({ text }) => text)).toEqual([
        generator.title,
        'What it writes',
        'Source',
        'How to run',
        'An example',
        'Limits',
      ]);
    });

    it('should show a text that it composes', async () => {
      const plan = [{ position: { 'trust-in-phone-money': 0.82, 'duty-to-kin': 0.35 } }];
      const questionnaire = market as Questionnaire;
      const written = await writePopulation({ generator, questionnaire, plan, seed: 'example' });
      const text = written.status === 'finished' ? written.population.personas[0]?.text : undefined;

      expect(sectionOf(readme, 'An example')).toContain(`\`\`\`text\n${text}\n\`\`\``);
    });

    it('should name the command that runs it', () => {
      expect(sectionOf(readme, 'How to run')).toContain(
        `mesocosm personas generate lagos-market-mobile-money --generator ${generator.name} --out`,
      );
    });
  },
);
