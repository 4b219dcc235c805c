import type { AnswerForm } from '../../spec/index.js';
import { numberInWords, shapeOf } from '../elicitation/index.js';

type Shape = { readonly [key: string]: unknown };

/**
 * How a value may look, as JSON with what is left open in angle brackets, one line for each alternative, for example
 * `{"action": "give", "value": <a whole number from 0 to 10>}`.
 */
export function shapesInWords(form: Extract<AnswerForm, { kind: 'structured' }>): readonly string[] {
  const shape = shapeOf(form);
  return (alternativesOf(shape) ?? [shape]).map(inWords);
}

function alternativesOf({ anyOf, oneOf }: Shape): readonly Shape[] | undefined {
  const found = anyOf ?? oneOf;
  return Array.isArray(found) ? (found as readonly Shape[]) : undefined;
}

function inWords(shape: Shape): string {
  const { description } = shape;
  return typeof description === 'string' ? `${valueOf(shape)} (${description})` : valueOf(shape);
}

function valueOf(shape: Shape): string {
  const { type, const: only, enum: labels, properties, items, maxLength } = shape;
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(labels)) return labels.map((label) => JSON.stringify(label)).join(' or ');
  const several = alternativesOf(shape);
  if (several !== undefined) return several.map(inWords).join(' or ');
  if (properties !== undefined) return objectOf(shape);
  if (type === 'array') return `[${items === undefined ? '<anything>' : inWords(items as Shape)}, …]`;
  if (type === 'string')
    return `"<${maxLength === undefined ? 'text' : `text of at most ${String(maxLength)} characters`}>"`;
  if (type === 'number' || type === 'integer') return `<${numberOf(shape)}>`;
  return type === 'boolean' ? 'true or false' : type === 'null' ? 'null' : '<any value>';
}

function objectOf({ properties, required = [] }: Shape): string {
  const fields = Object.entries(properties as { readonly [name: string]: Shape }).map(([name, field]) => {
    const optional = (required as readonly string[]).includes(name) ? '' : ' (may be left out)';
    return `${JSON.stringify(name)}: ${inWords(field)}${optional}`;
  });
  return `{${fields.join(', ')}}`;
}

/** Whole numbers of a schema have bounds of their own, which are none to a reader. */
function numberOf({ type, minimum = -Infinity, maximum = Infinity }: Shape): string {
  const integer = type === 'integer';
  const what = integer ? 'a whole number' : 'a number';
  const [from, to] = [minimum as number, maximum as number];
  const [isLow, isHigh] = [from > Number.MIN_SAFE_INTEGER, to < Number.MAX_SAFE_INTEGER];
  if (isLow && isHigh) return numberInWords({ kind: 'number', integer, minimum: from, maximum: to });
  if (isLow) return `${what} of at least ${from}`;
  return isHigh ? `${what} of at most ${to}` : what;
}
