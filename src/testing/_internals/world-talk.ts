import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { checkAnswer } from '../../environment/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { AnswerForm, Event, Json, Situation } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { demand } from './demand.js';
import { demandHidden } from './hidden-decisions.js';
import { failing } from './players.js';
import { sampleAnswer } from './sample-answer.js';
import { demandNoLeak } from './said-words.js';
import { demandPlain, demandReason, watched } from './watched-world.js';
import type { WorldKit } from './world-trial.js';

/** Answers that are drawn for each thing that is asked for. */
const DRAWN = 10;

/** What passes between a world and those who are in it. */
export function talkChecks(kit: WorldKit): readonly ConformanceCheck[] {
  const { create, run, base, seeds, limit } = kit;
  return [
    {
      name: 'name only its own agents as those whom an event is for',
      async check() {
        for (const seed of seeds) {
          const scenario = create();
          const known = new Set(scenario.agents.map(({ id }) => id));
          const audience = ({ type }: Pick<Event, 'type'>, list: 'public' | readonly string[]): void => {
            const stranger = list === 'public' ? undefined : list.find((agent) => !known.has(agent));
            demand(stranger === undefined, `a ${type} is for "${stranger}", whom nobody knows`);
          };
          await run({ seed, scenario: watched(scenario, { audience }) });
        }
      },
    },
    {
      name: 'say why it rejects an action, to the agent whose it was',
      async check() {
        const { activations } = await base();
        const stopAfter = { activations, reason: 'the trial is over' };
        for (const seed of seeds) {
          const scenario = watched(create(), { audience: demandReason });
          await run({ seed, scenario });
          await run({ seed, scenario, stopAfter, around: (mind) => failing(mind, 'malformed') });
        }
      },
    },
    {
      name: 'show nobody words that did not reach it',
      async check() {
        for (const seed of seeds) await demandNoLeak(create(), { seed, limit });
      },
    },
    {
      name: 'show nobody what hangs on decisions that did not reach it',
      async check() {
        for (const seed of seeds) await demandHidden(kit, seed);
      },
    },
    {
      name: 'ask for what can be given, and read it back as it was given',
      check: () => kit.asked(demandAskable),
    },
  ];
}

/** @throws Error where there is nothing that could be answered, or an answer is another one once it is on record. */
function demandAskable({ kind, options, answer }: Situation): void {
  const where = `"${kind}"`;
  if (answer === undefined) {
    demand(options.length > 0, `${where} asks for one of no options`);
    const blank = options.find((option) => option.trim() === '');
    demand(blank === undefined, `${where} has an option without a word`);
    const twice = options.find((option, place) => options.indexOf(option) !== place);
    demand(twice === undefined, `${where} has the option "${twice}" twice`);
    return;
  }
  demandBounds(answer, where);
  const chance = chancesFrom('askable')(kind);
  const drawn = Array.from({ length: DRAWN }, () => sampleAnswer(answer, chance, (most) => 'I see.'.slice(0, most)));
  const taken = drawn.flatMap((value): Json[] => {
    const checked = checkAnswer(answer, value);
    return checked.ok ? [checked.value] : [];
  });
  demand(
    taken.length > 0,
    `${where} takes none of the answers that it asks for, for example ${JSON.stringify(drawn[0])}`,
  );
  for (const value of taken) {
    demandPlain(value, `an answer to ${where}`);
    const again = checkAnswer(answer, JSON.parse(JSON.stringify(value)) as Json);
    const same = again.ok && isDeepStrictEqual(again.value, value);
    demand(same, `${where} took ${JSON.stringify(value)}, and does not read it back from its record`);
  }
}

function demandBounds(answer: AnswerForm, where: string): void {
  if (answer.kind === 'number') {
    const { minimum, maximum, integer = false } = answer;
    const finite = Number.isFinite(minimum) && Number.isFinite(maximum);
    demand(finite && minimum <= maximum, `${where} asks for a number from ${minimum} to ${maximum}`);
    const whole = !integer || Math.ceil(minimum) <= Math.floor(maximum);
    demand(whole, `${where} asks for a whole number from ${minimum} to ${maximum}, and there is none`);
  }
  if (answer.kind === 'text') {
    const { maxCharacters } = answer;
    demand(
      Number.isInteger(maxCharacters) && maxCharacters >= 1,
      `${where} asks for words of ${maxCharacters} characters`,
    );
  }
  if (answer.kind === 'structured') assertSchema(answer.schema, where);
}

/** Models are told the schema in JSON: one that JSON Schema has no words for cannot be asked for. */
function assertSchema(schema: z.ZodType, where: string): void {
  try {
    z.toJSONSchema(schema, { io: 'input' });
  } catch (error) {
    throw new Error(`the schema of ${where} cannot be put as JSON Schema: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
