import { parseJson } from '../_internals/parse-json.js';

/** The first JSON object or list in a text, whatever stands around it; `undefined` where there is none. */
export function jsonIn(text: string): unknown {
  const whole = parseJson(text.trim());
  if (whole !== undefined) return whole;
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  return start < 0 ? undefined : parseJson(text.slice(start, end + 1));
}
