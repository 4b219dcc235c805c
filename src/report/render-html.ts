import { drawChart } from './charts.js';
import { DARK, declarations, LIGHT } from './colours.js';
import type { Block, Section } from './section.js';

const STYLE = `
:root{color-scheme:light dark;${declarations(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${declarations(DARK)}}}
body{font:16px/1.55 Georgia,'Times New Roman',serif;color:var(--ink);background:var(--paper);max-width:54rem;margin:2.5rem auto;padding:0 1.2rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.2rem;margin:2.6rem 0 .6rem}
.about,figcaption,caption,footer{color:var(--faint);font:14px/1.45 system-ui,sans-serif}
figure{margin:1.2rem 0}figure.small{display:inline-block;vertical-align:top;width:15.6rem;margin:.4rem 1rem .8rem 0}figcaption,caption{text-align:left;margin-top:.4rem}caption{caption-side:bottom;padding-top:.5rem}
svg{max-width:100%;height:auto;font-family:system-ui,sans-serif;font-size:12px;overflow:visible}
code{font:.87em ui-monospace,monospace}pre{overflow:auto;max-height:30rem}.scroll{overflow-x:auto}table{border-collapse:collapse;font:14px/1.4 system-ui,sans-serif;margin:1rem 0;min-width:50%}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
table.dense{font-size:12.5px}.dense th,.dense td{padding-right:.5rem}th{font-weight:600;border-bottom-color:var(--ink)}
.warning{background:var(--warn-paper);color:var(--warn);padding:.6rem .9rem;border-left:3px solid currentColor;font:15px/1.45 system-ui,sans-serif}
details{border-top:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer;font:600 15px/1.45 system-ui,sans-serif}
@media print{:root{color-scheme:light}body{margin:0;max-width:none}.scroll,pre{overflow:visible;max-height:none;white-space:pre-wrap}h2{break-after:avoid}figure,tr{break-inside:avoid}details::details-content{content-visibility:visible;display:block}}`;

/** Tables of so many columns are set smaller. */
const MANY_COLUMNS = 7;

/** One self-contained HTML file: no script, no font, no picture from elsewhere. The same bytes for the same sections. */
export async function renderHtml(
  sections: readonly Section[],
  meta: { readonly title: string; readonly about: string },
): Promise<string> {
  const [first, ...rest] = sections;
  const parts = await Promise.all([
    ...(first === undefined ? [] : [blocks(first.blocks)]),
    ...rest.map(
      async ({ id, title, blocks: inner }) =>
        `<section id="${escape(id)}"><h2>${escape(title)}</h2>${await blocks(inner)}</section>`,
    ),
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(meta.title)}</title><style>${STYLE}</style></head><body>
<header><h1>${escape(first?.title ?? meta.title)}</h1><p class="about">${escape(meta.about)}</p></header>
${parts.join('\n')}
</body></html>
`;
}

async function blocks(all: readonly Block[]): Promise<string> {
  return (await Promise.all(all.map(block))).join('\n');
}

async function block(given: Block): Promise<string> {
  switch (given.kind) {
    case 'paragraph':
      return `<p>${inline(given.text)}</p>`;
    case 'warning':
      return `<p class="warning" role="note">${inline(given.text)}</p>`;
    case 'code':
      return `<pre><code>${escape(given.text)}</code></pre>`;
    case 'figure':
      return `<figure${given.small === true ? ' class="small"' : ''}>${await drawChart(given.chart)}<figcaption>${escape(given.caption)}</figcaption></figure>`;
    case 'details':
      return `<details${given.open === true ? ' open=""' : ''}><summary>${escape(given.summary)}</summary>${await blocks(given.blocks)}</details>`;
    case 'table': {
      const head = given.head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('');
      const rows = given.rows
        .map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`)
        .join('');
      const dense = given.head.length >= MANY_COLUMNS ? ' class="dense"' : '';
      return `<div class="scroll"><table${dense}><caption>${escape(given.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
    }
  }
}

/** Text in which what stands between backticks is code. */
function inline(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

/** Text as it may stand in HTML, in attributes too. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
