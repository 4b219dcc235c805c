import type { NamedNetwork } from '../named-network.js';
import { mistake } from './file-edges.js';

/** What XML 1.0 has no way to say: most control characters, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/**
 * A network as GraphML, as `graphmlIn` reads it.
 *
 * @throws MesocosmError (usage) where a name has a character that no XML file can hold.
 */
export function graphmlOf({ name, nodes, edges }: NamedNetwork, path: string): string {
  const odd = [name, ...nodes].find((one) => UNSPEAKABLE.test(one));
  if (odd !== undefined) {
    throw mistake(path, `the name ${JSON.stringify(odd)} has a character that XML cannot hold`, 'text', 'rename it');
  }
  const lines = edges.map(({ source, target, weight }) => {
    const ends = `<edge source="${escaped(source)}" target="${escaped(target)}"`;
    return weight === undefined ? `    ${ends}/>` : `    ${ends}><data key="weight">${weight}</data></edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...(edges.some(({ weight }) => weight !== undefined)
      ? ['  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>']
      : []),
    `  <graph id="${escaped(name)}" edgedefault="undirected">`,
    ...nodes.map((node) => `    <node id="${escaped(node)}"/>`),
    ...lines,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r\u0085\u2028\u2029]/g, (sign) => ENTITIES[sign] ?? `&#${sign.charCodeAt(0)};`);
}
