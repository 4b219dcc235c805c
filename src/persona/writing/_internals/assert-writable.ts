import { userError } from '../../../foundation/errors/index.js';
import type { PersonToWrite, WritingOptions } from '../writing-options.js';

/** @throws MesocosmError (usage) that names what is wrong with the people or how they are to be written. */
export function assertWritable(people: readonly PersonToWrite[], options: WritingOptions): void {
  const { questionnaire, model, concurrency = 4, attempts = 3 } = options;
  const wrong = (what: string, expected: string): Error => userError({ kind: 'usage', what, expected });
  if (people.length === 0) throw wrong('there is nobody to write', 'a plan of at least one person');
  const axes = questionnaire.axes.map(({ name }) => name);
  for (const { name, position, aim = position } of people) {
    for (const axis of axes) {
      const [at, aimed] = [position[axis], aim[axis]];
      if (at === undefined || !(at >= 0 && at <= 1)) {
        throw wrong(`${name} has the position ${at} on the axis "${axis}"`, 'a number from 0 to 1');
      }
      if (!Number.isFinite(aimed)) throw wrong(`the aim of ${name} on the axis "${axis}" is ${aimed}`, 'a number');
    }
  }
  const names = new Set<string>();
  const twice = people.find(({ name }) => names.size === names.add(name).size)?.name;
  if (twice !== undefined) throw wrong(`two people are named ${twice}`, 'a name of their own for everybody');
  if (!(concurrency >= 1)) throw wrong(`the concurrency is ${concurrency}`, 'at least 1');
  if (!(attempts >= 1)) throw wrong(`the attempts are ${attempts}`, 'at least 1');
  if (model !== undefined && !model.capabilities.write) {
    throw wrong(`the model ${model.name} cannot write text`, 'a model that can, or none: texts are composed then');
  }
}
