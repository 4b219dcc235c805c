import { personNames } from '../persona/index.js';
import type { Axis, PersonaGenerator, Questionnaire } from '../spec/index.js';
import { demand, isText } from './_internals/demand.js';
import { failing } from './_internals/generator-failures.js';
import { createTrial, obliging, type GeneratorTrial } from './_internals/generator-trial.js';
import { ISLAND } from './_internals/island.js';
import type { ConformanceCheck } from './mind-kit.js';

/** What the conformance kit of persona generators is given. */
export interface GeneratorKitOptions {
  readonly generator: PersonaGenerator;
  /** Context and axes. Default: one of a made-up island, with an axis of each kind. */
  readonly questionnaire?: Questionnaire;
  /** A reply that the generator takes. Default: a paragraph of some ninety words that names the person. */
  reply?(prompt: string, name: string): string;
}

/**
 * What every persona generator must do: describe itself; write texts that bear the name and, where it steers, move with
 * the aim; tell the model all that it needs; and lose one person, and nobody else, to a reply that will not do. For any
 * test runner; asks no model.
 *
 * @example for (const { name, check } of generatorChecks({ generator })) it(`should ${name}`, check);
 */
export function generatorChecks(options: GeneratorKitOptions): readonly ConformanceCheck[] {
  const { generator, questionnaire = ISLAND, reply = obliging } = options;
  const trial = createTrial(generator, { questionnaire, reply });
  return [...describing(trial), ...composing(trial), ...telling(trial), ...failing(trial)];
}

function describing({ generator }: GeneratorTrial): readonly ConformanceCheck[] {
  return [
    {
      name: 'have a name, and say what it writes and where it comes from',
      async check() {
        const { name, title, description, sources, placement } = generator;
        demand(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), `it is called "${name}", and not by words joined with hyphens`);
        for (const text of [title, description, placement]) demand(isText(text), 'a text about it is empty');
        demand(sources.length > 0, 'it names no source');
      },
    },
  ];
}

function composing({ generator, questionnaire, brief, everywhere }: GeneratorTrial): readonly ConformanceCheck[] {
  const middle = everywhere(0.5);
  return [
    {
      name: 'compose a text that bears the name, and nothing that was left open',
      async check() {
        for (const at of [-0.4, 0, 0.5, 1, 1.4]) {
          const written = brief(everywhere(at));
          const text = generator.compose(written);
          demand(text.includes(written.name), `the text for ${at} does not name ${written.name}: "${text}"`);
          demand(!/undefined|\[object|NaN|\$\{/.test(text), `the text for ${at} says "${text}"`);
        }
      },
    },
    {
      name: 'compose the same text again from the same brief, and leave the brief as it is',
      async check() {
        const [before, again] = [frozen(brief(middle)), frozen(brief(middle))].map((one) => generator.compose(one));
        demand(before === again, `it composed "${again}", and "${before}" before`);
      },
    },
    {
      name: 'compose texts for people with different names that differ',
      async check() {
        const nameAt = personNames('others');
        const texts = Array.from({ length: 25 }, (_, at) => generator.compose(brief(middle, nameAt(at))));
        demand(new Set(texts).size === texts.length, 'two people have the same text');
        const stray = texts.findIndex((text, at) => text.includes(nameAt((at + 1) % texts.length)));
        demand(stray < 0, `the text of ${nameAt(stray)} names somebody else`);
      },
    },
    {
      name: generator.steers
        ? 'compose another text for another aim, on every axis'
        : 'compose the same text wherever it is to aim',
      async check() {
        for (const axis of questionnaire.axes) {
          const aims = axis.kind === 'continuous' ? [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] : [0, 1];
          const texts = aims.map((aim) => generator.compose(brief({ ...middle, [axis.name]: aim })));
          const kinds = new Set(texts).size;
          const wanted = generator.steers ? aims.length : 1;
          demand(kinds === wanted, `on "${axis.name}" ${aims.length} aims made ${kinds} texts, and not ${wanted}`);
        }
      },
    },
    {
      name: 'compose a text for aims beyond the scale as it does at its ends, or a stronger one',
      async check() {
        for (const [inside, beyond] of [
          [0.9, 1.3],
          [0.1, -0.3],
        ] as const) {
          // prettier-ignore
          const texts = [inside, beyond].map((aim) => generator.compose(brief(everywhere(aim))));
          const same = texts[0] === texts[1];
          demand(same === !generator.steers, `aims of ${inside} and ${beyond} make ${same ? 'one text' : 'two texts'}`);
        }
      },
    },
  ];
}

function telling({ generator, questionnaire, brief, ask }: GeneratorTrial): readonly ConformanceCheck[] {
  const { axes, context, description } = questionnaire;
  const { name } = brief({});
  const steering = axes.flatMap((axis) => [axis.name, ...polesOf(axis)]);
  return [
    {
      name: 'ask for a bounded number of tokens at a usual temperature',
      async check() {
        for (const { maxTokens, temperature } of (await ask(0.5)).tasks) {
          const bounded = Number.isInteger(maxTokens) && maxTokens > 0 && maxTokens <= 4096;
          demand(bounded, `it asks for ${maxTokens} tokens; expected a whole number up to 4096`);
          demand(temperature >= 0 && temperature <= 2, `it asks at temperature ${temperature}`);
        }
      },
    },
    {
      name: generator.steers
        ? 'tell the model the name, the context, every axis with all its poles, and the position in numbers and in words'
        : 'tell the model the name and the context where it asks one, and nothing of the position',
      async check() {
        const { prompts } = await ask(0.83);
        const others = (await ask(0.21)).prompts;
        if (!generator.steers) {
          demand(prompts === others, 'it steers by the position, and says that it does not');
          if (prompts === '') return;
        }
        const said = prompts.toLowerCase().replaceAll(/[-_]/g, ' ');
        for (const part of [name, description, context, ...(generator.steers ? steering : [])]) {
          demand(said.includes(part.toLowerCase().replaceAll(/[-_]/g, ' ')), `its prompts do not say "${part}"`);
        }
        if (!generator.steers) return;
        demand(/\b(0?\.)?83\b/.test(prompts), 'its prompts do not say 83 (or .83), which is where the person stands');
        const words = [prompts, others].map((text) => text.replaceAll(/[\d.]/g, ''));
        demand(words[0] !== words[1], 'its prompts say the position in numbers alone');
      },
    },
    {
      name: 'write a text that bears the name from replies that will do',
      async check() {
        const { result } = await ask(0.83);
        demand(result.ok, `it gave up: ${result.ok ? '' : result.failure.message}`);
        demand(result.ok && result.value.includes(name), `the text does not name ${name}`);
      },
    },
  ];
}

function polesOf(axis: Axis): readonly string[] {
  return axis.kind === 'continuous' ? [axis.low.label, axis.high.label] : axis.levels.map(({ label }) => label);
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) if (typeof part !== 'function') frozen(part);
    Object.freeze(value);
  }
  return value;
}
