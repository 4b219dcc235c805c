import { Elicitation } from '../../agent/index.js';
import { userError } from '../../foundation/errors/index.js';

const OPTION = '--elicitation';

/**
 * Reads `--elicitation person=first,average=logits`.
 *
 * @throws MesocosmError (usage) naming the setting, and what it can be.
 */
export function elicitationSettings(text: string | undefined): Partial<Elicitation> {
  const pairs = (text ?? '').split(',').filter((part) => part.trim() !== '');
  return Object.assign({}, ...pairs.map(settingOf));
}

function settingOf(pair: string): Partial<Elicitation> {
  const [key = '', ...rest] = pair.trim().split('=');
  const value = rest.join('=');
  const available = Object.keys(Elicitation.shape);
  if (!available.includes(key)) {
    throw userError({ kind: 'usage', what: `${OPTION} knows no setting "${key}"`, given: key, available });
  }
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const read = Elicitation.partial().safeParse({ [key]: Number.isNaN(number) ? value : number });
  if (read.success) return { [key]: read.data[key as keyof Elicitation] };
  const [issue] = read.error.issues;
  throw userError({
    kind: 'usage',
    what: `${OPTION} ${key}=${value} is not possible`,
    expected: key === 'shuffles' ? 'an even number of at least 2' : issue?.message,
  });
}
