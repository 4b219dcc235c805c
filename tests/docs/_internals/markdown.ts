/** A fenced block of a document. */
export interface CodeBlock {
  /** Words after the fence: the language, then marks such as `runnable`. */
  readonly info: readonly string[];
  readonly code: string;
  /** Line of the fence, from 1. */
  readonly line: number;
}

/** A link or picture, as it is written. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** What tests look at in a document. */
export interface Markdown {
  readonly blocks: readonly CodeBlock[];
  readonly links: readonly Link[];
  /** Code within a line. */
  readonly spans: readonly { readonly code: string; readonly line: number }[];
  /** Anchors of the headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  readonly headings: readonly { readonly level: number; readonly text: string; readonly line: number }[];
  /** The text outside fenced blocks, one line an entry; blocks are empty lines. */
  readonly prose: readonly string[];
}

const FENCE = /^ *(`{3,})(.*)$/;

/** Reads a document; only what the documents here use of Markdown. */
export function parseMarkdown(text: string): Markdown {
  const { blocks, prose } = split(text.split(/\r?\n/));
  const headings = prose.flatMap((line, index) => {
    const [, marks, title] = /^(#{1,6}) +(.+?) *$/.exec(line) ?? [];
    return marks === undefined || title === undefined ? [] : [{ level: marks.length, text: title, line: index + 1 }];
  });
  return {
    blocks,
    prose,
    headings,
    anchors: anchorsOf(headings.map((heading) => heading.text)),
    links: found(prose.map(withoutSpans), /\]\(([^()\s]+(?:\([^()]*\))?)[^()]*\)/g).map(([target, line]) => ({
      target,
      line,
    })),
    spans: found(prose, /`([^`]+)`/g).map(([code, line]) => ({ code, line })),
  };
}

function split(lines: readonly string[]): { readonly blocks: CodeBlock[]; readonly prose: string[] } {
  const blocks: CodeBlock[] = [];
  const prose: string[] = [];
  let open: { readonly fence: string; readonly info: string[]; readonly line: number; readonly code: string[] } | null =
    null;
  for (const [index, line] of lines.entries()) {
    const [, fence, rest = ''] = FENCE.exec(line) ?? [];
    if (open === null && fence !== undefined) {
      open = { fence, info: rest.split(/\s+/).filter((word) => word !== ''), line: index + 1, code: [] };
    } else if (open !== null && fence === open.fence && rest.trim() === '') {
      blocks.push({ info: open.info, code: open.code.join('\n'), line: open.line });
      open = null;
    } else if (open !== null) {
      open.code.push(line);
    }
    prose.push(open === null && fence === undefined ? line : '');
  }
  if (open !== null) throw new Error(`the block of line ${open.line} has no end`);
  return { blocks, prose };
}

/** Anchors as GitHub makes them: lower case, no punctuation, hyphens for spaces, a number where one is there already. */
function anchorsOf(titles: readonly string[]): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const title of titles) {
    const base = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let anchor = base;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${base}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function withoutSpans(line: string): string {
  return line.replace(/`[^`]*`/g, '');
}

/** What a pattern captures, with its line. */
function found(lines: readonly string[], pattern: RegExp): readonly (readonly [string, number])[] {
  return lines.flatMap((line, index) =>
    [...line.matchAll(pattern)].map((match) => [match[1] as string, index + 1] as const),
  );
}
