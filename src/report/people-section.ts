import type { ConditionSummary, StudySummary } from '../spec/index.js';
import { plural, share } from './format.js';
import type { Block, Section } from './section.js';

type People = NonNullable<StudySummary['people']>[number];
type Range = NonNullable<People['axes'][number]['meant']>;

/** Who takes part, how different they were meant to be, and how different they are in what they choose alone. */
export function peopleSections({ people = [], conditions }: StudySummary): readonly Section[] {
  const differ = conditions.flatMap((condition) => differences(condition, conditions.length > 1));
  if (people.length === 0 && differ.length === 0) return [];
  return [
    {
      id: 'people',
      title: 'Who takes part, and how different they are',
      blocks: [
        ...people.flatMap(described),
        ...(differ.length === 0
          ? [paragraph('Alone, all of them choose alike: whatever was meant, no difference reaches what they do.')]
          : differ),
      ],
    },
  ];
}

function described({ name, size, source, axes }: People): readonly Block[] {
  const from = source === null ? '' : `, from ${source}`;
  return [
    paragraph(`${name}: ${plural(size, 'person', 'people')}${from}. Their texts reach what each agent is asked.`),
    ...(axes.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption:
              'From the least to the most on each axis, with the mean; 0 and 1 are its poles. Answered: by a questionnaire, where that was measured.',
            head: ['axis', 'meant', 'answered'],
            rows: axes.map(({ axis, meant, answered }) => [axis, inWords(meant), inWords(answered)]),
          },
        ]),
  ];
}

function inWords(range: Range | null): string {
  if (range === null) return 'not known';
  return `${share(range.least)} to ${share(range.most)}, mean ${share(range.mean)}`;
}

/** How far agents are apart in each situation in which they were asked alone; nothing where they are not. */
function differences({ name, priors, options }: ConditionSummary, several: boolean): readonly Block[] {
  return priors.flatMap(({ situation, range: [least, most], agents }): Block[] => {
    if (agents < 2 || most - least < 1e-9) return [];
    const of = several ? `Condition ${name}: a` : 'A';
    return [
      paragraph(
        `${of}lone, in the situation "${situation}", the probability of ${options[0] ?? 'the first option'} goes from ${share(least)} to ` +
          `${share(most)} over ${plural(agents, 'agent')}: that far they differ in what they do, before anybody has met.`,
      ),
    ];
  });
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}
