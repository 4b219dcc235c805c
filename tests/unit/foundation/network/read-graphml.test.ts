import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetwork, type ReadNetworkOptions } from '../../../../src/foundation/network/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

async function read(text: string, options: ReadNetworkOptions = {}) {
  const folder = emptyFolder();
  const path = join(folder, 'ties.graphml');
  writeFileSync(path, text);
  try {
    return await readNetwork(path, options);
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(`${folder}/`, ''), { cause: error });
  }
}

/** A file with this inside; the first line of what is inside is line 3. */
const graphml = (inside: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${before}\n${inside}\n</graphml>\n`;
const graph = (inside: string, direction = 'undirected'): string =>
  graphml(`<graph edgedefault="${direction}">\n${inside}\n</graph>`);
const NODES = '<node id="a"/><node id="b"/><node id="c"/>';

/** As NetworkX 3.6.1 writes a directed graph whose weights are whole numbers and others. */
const FROM_NETWORKX = `<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="d1" for="edge" attr.name="weight" attr.type="long" />
  <key id="d0" for="edge" attr.name="weight" attr.type="double" />
  <graph edgedefault="directed">
    <node id="Ann" />
    <node id="Ben" />
    <node id="Cem" />
    <node id="Dia" />
    <edge source="Ann" target="Ben">
      <data key="d0">2.5</data>
    </edge>
    <edge source="Ann" target="Cem" />
    <edge source="Ben" target="Ann">
      <data key="d1">1</data>
    </edge>
  </graph>
</graphml>`;

describe('readNetwork of GraphML', () => {
  it('should keep nodes without ties', async () => {
    const network = await read(graph(`${NODES}<edge source="c" target="a"/>`));

    expect(network.nodes).toEqual(['a', 'b', 'c']);
    expect([0, 1, 2].map((node) => network.neighbours(node))).toEqual([[2], [], [0]]);
  });

  it('should read a network without ties', async () => {
    expect((await read(graph(NODES))).edges).toEqual([]);
  });

  it('should make ties of directed edges where it is told to, as another program writes them', async () => {
    const network = await read(FROM_NETWORKX, { directed: 'symmetrise' });

    expect(network.nodes).toEqual(['Ann', 'Ben', 'Cem', 'Dia']);
    expect(network.edges).toEqual([
      { source: 'Ann', target: 'Ben', weight: 3.5 },
      { source: 'Ann', target: 'Cem' },
    ]);
  });

  it('should call nodes by an attribute, and take weights that a key presets', async () => {
    const keys =
      '<key id="n" for="node" attr.name="name" attr.type="string"/>' +
      '<key id="w" for="edge" attr.name="weight" attr.type="int"><default>1</default></key>';
    const inside =
      '<graph edgedefault="undirected"><node id="n0"><data key="n">Ann &amp; Co</data></node>' +
      '<node id="n1"><data key="n"> Ben </data></node><edge source="n1" target="n0"/></graph>';
    const network = await read(graphml(inside, keys), { label: 'name' });

    expect(network.edges).toEqual([{ source: 'Ben', target: 'Ann & Co', weight: 1 }]);
  });

  it('should read a file without a namespace, with a prefix, or with a byte order mark', async () => {
    const plain = '<graphml><graph edgedefault="undirected"><node id="a"/></graph></graphml>';
    const prefixed =
      '<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"><g:graph edgedefault="undirected"><g:node id="a"/></g:graph></g:graphml>';

    for (const text of [plain, prefixed, `\ufeff${plain}`]) expect((await read(text)).nodes).toEqual(['a']);
  });

  it.each([
    ['no XML', 'hello', /^ties\.graphml:1: it is not XML \(.*\); expected a GraphML file/],
    ['an empty file', '', /^ties\.graphml:1: it is not XML/],
    ['a tag that is never closed', '<graphml>\n<graph>\n</graphml>', /^ties\.graphml:\d: it is not XML/],
    ['other XML', '<gexf/>', 'ties.graphml: it is XML of the kind <gexf>; expected GraphML'],
    ['no graph', graphml(''), 'ties.graphml: it holds no <graph>'],
    ['two graphs', graphml('<graph edgedefault="undirected"/>\n<graph/>'), 'ties.graphml:4: a second <graph> begins'],
    ['a nested graph', graph('<node id="a">\n<graph/></node>'), 'ties.graphml:5: a graph is nested in another'],
    ['a hyperedge', graph(`${NODES}\n<hyperedge/>`), 'ties.graphml:5: a hyperedge ties more than two'],
    ['no direction', graphml('<graph/>'), 'ties.graphml:3: <graph> has no edgedefault'],
    ['an odd direction', graph(NODES, 'both'), 'ties.graphml:3: edgedefault is "both"'],
    ['no nodes', graph(''), 'ties.graphml:3: the graph has no nodes'],
    ['a node without an id', graph('<node/>'), 'ties.graphml:4: <node> has no id'],
    ['a doubled node', graph(`${NODES}\n<node id="b"/>`), 'ties.graphml:5: the node "b" is there twice'],
    ['an edge to nobody', graph(`${NODES}\n<edge source="a" target="z"/>`), 'ties.graphml:5: the edge leads to "z"'],
    ['an edge without an end', graph(`${NODES}\n<edge source="a"/>`), 'ties.graphml:5: <edge> has no target'],
    ['a loop', graph(`${NODES}\n<edge source="a" target="a"/>`), 'ties.graphml:5: "a" is tied to itself'],
    ['a doubled edge', graph(`${NODES}\n<edge source="a" target="b"/>\n<edge source="b" target="a"/>`), 'ties.graphml:6: "b" and "a" are tied in line 5 already'], // prettier-ignore
    ['a directed edge', graph(`${NODES}\n<edge source="a" target="b" directed="true"/>`), "ties.graphml:5: the edge has a direction; expected ties without one. Make the graph undirected, or read it with directed: 'symmetrise'"], // prettier-ignore
    [
      'an odd edge',
      graph(`${NODES}\n<edge source="a" target="b" directed="yes"/>`),
      'ties.graphml:5: directed is "yes"',
    ],
  ])('should tell of %s', async (_, text, says) => {
    await expect(read(text)).rejects.toThrow(says);
  });

  it('should refuse a weight that is none', async () => {
    const text = FROM_NETWORKX.replace('2.5', '-2.5');

    await expect(read(text, { directed: 'symmetrise' })).rejects.toThrow('ties.graphml:10: the weight is "-2.5"');
  });

  it('should tell of names that are not declared, left out or taken', async () => {
    const key = '<key id="n" for="node" attr.name="name"/>';
    const nodes = (...names: readonly string[]): string =>
      `<graph edgedefault="undirected">${names.map((name, at) => `<node id="${at}"><data key="n">${name}</data></node>`).join('\n')}</graph>`;

    await expect(read(graph(NODES), { label: 'name' })).rejects.toThrow('no attribute "name" of nodes is declared');
    await expect(read(graphml(nodes('Ann', ''), key), { label: 'name' })).rejects.toThrow(
      '4: the node "1" has no name',
    );
    await expect(read(graphml(nodes('Ann', 'Ann'), key), { label: 'name' })).rejects.toThrow('4: a second node is called "Ann"'); // prettier-ignore
  });
});
