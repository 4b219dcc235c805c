/** A text without quotation marks or fences around it, its gaps closed; one that was cut ends with its last whole sentence. */
export function tidied(text: string, { cut }: { readonly cut: boolean }): string {
  const bare = unwrapped(text.replaceAll('\r\n', '\n').trim());
  const closed = bare
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (!cut) return closed;
  const whole = /^[\s\S]*[.!?]["'”’)]?(?=\s|$)/.exec(closed);
  return whole === null ? closed : whole[0].trim();
}

function unwrapped(text: string): string {
  const fenced = /^```\w*\n([\s\S]*?)\n?```$/.exec(text);
  if (fenced?.[1] !== undefined) return fenced[1].trim();
  const quoted = /^["“]([^"“”]*)["”]$/.exec(text);
  return quoted?.[1] === undefined ? text : quoted[1].trim();
}
