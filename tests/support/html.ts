const VOID = ['meta', 'br', 'hr', 'img', 'input', 'link'];

/**
 * What is wrong with a piece of HTML or SVG: tags that are not closed in order, attributes without quotes, stray angle
 * brackets. Empty where it is well-formed.
 */
export function htmlProblems(html: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  let rest = html.replace(/^<!doctype html>/i, '').replaceAll(/<style>[\s\S]*?<\/style>/g, '<style></style>');
  while (rest !== '') {
    const at = rest.indexOf('<');
    const text = at < 0 ? rest : rest.slice(0, at);
    if (text.includes('>')) problems.push(`stray > in "${text.slice(0, 60)}"`);
    if (/&(?!(amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);)/i.test(text))
      problems.push(`stray & in "${text.slice(0, 60)}"`);
    if (at < 0) break;
    const tag = /^<(\/?)([a-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/i.exec(rest.slice(at));
    if (tag === null) {
      problems.push(`no tag: "${rest.slice(at, at + 60)}"`);
      break;
    }
    const [whole, closes, name = '', , alone] = tag;
    if (closes === '/') {
      const expected = open.pop();
      if (expected !== name) problems.push(`</${name}> closes <${expected}>`);
    } else if (alone !== '/' && !VOID.includes(name.toLowerCase())) open.push(name);
    rest = rest.slice(at + whole.length);
  }
  return open.length === 0 ? problems : [...problems, `never closed: ${open.join(', ')}`];
}

/** Addresses of anything that a browser would fetch for this page. */
export function loadedFrom(html: string): readonly string[] {
  const patterns = [
    /\s(?:src|srcset|poster|data|action|formaction|background)\s*=\s*["']?([^"'\s>]+)/gi,
    /\s(?:xlink:)?href\s*=\s*["']([^"'#][^"']*)/gi,
    /url\(\s*["']?([^)"'#][^)"']*)/gi,
    /@import\s+([^;]+)/gi,
    /<(script|link|iframe|object|embed|base)\b/gi,
  ];
  return patterns.flatMap((pattern) => [...html.matchAll(pattern)].map((match) => match[1] as string));
}

/** Every text of a value, keys of records included, with something dangerous around it; what `keep` knows stays. */
export function poisoned<Value>(value: Value, poison: (text: string) => string, keep: ReadonlySet<string>): Value {
  const change = (inner: unknown): unknown => {
    if (typeof inner === 'string') return keep.has(inner) ? inner : poison(inner);
    if (Array.isArray(inner)) return inner.map(change);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, change(one)]));
  };
  return change(value) as Value;
}
