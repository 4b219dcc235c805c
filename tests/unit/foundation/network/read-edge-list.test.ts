import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetwork, type ReadNetworkOptions } from '../../../../src/foundation/network/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

/** Reads a file of this text; what is said of it begins with the name of the file, without its folder. */
async function read(text: string, options: ReadNetworkOptions = {}) {
  const folder = emptyFolder();
  const path = join(folder, 'ties.csv');
  writeFileSync(path, text);
  try {
    return await readNetwork(path, options);
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(`${folder}/`, ''), { cause: error });
  }
}

describe('readNetwork of an edge list', () => {
  it('should take nodes in the order in which they come', async () => {
    const network = await read('source,target\nben,ann\nann,cem\n');

    expect(network.name).toBe('ties.csv');
    expect(network.nodes).toEqual(['ben', 'ann', 'cem']);
    expect([0, 1, 2].map((node) => network.neighbours(node))).toEqual([[1], [0, 2], [1]]);
  });

  it('should read weights, columns in any order, quotes, empty lines and a byte order mark', async () => {
    const network = await read('\ufeffweight,target,source\r\n2.5,"Ann, the first",ben\r\n\r\n1e-3, cem ,ben\r\n');

    expect(network.edges).toEqual([
      { source: 'ben', target: 'Ann, the first', weight: 2.5 },
      { source: 'ben', target: 'cem', weight: 0.001 },
    ]);
  });

  it('should put nodes in the order of the agents, those without ties among them', async () => {
    const network = await read('source,target\nben,ann\n', { agents: ['ann', 'dia', 'ben'] });

    expect(network.size).toBe(3);
    expect([0, 1, 2].map((node) => network.neighbours(node))).toEqual([[2], [], [0]]);
  });

  it('should make one tie of both ways where it is told to', async () => {
    const text = 'source,target,weight\nann,ben,1\nben,ann,2\nann,cem,4\n';
    const network = await read(text, { directed: 'symmetrise' });

    expect(network.edges).toEqual([
      { source: 'ann', target: 'ben', weight: 3 },
      { source: 'ann', target: 'cem', weight: 4 },
    ]);
  });

  it.each([
    ['an empty file', '', 'ties.csv: it is empty; expected a first line source,target or source,target,weight'],
    ['no header', 'ann,ben\n', 'ties.csv:1: there is no column "source" among ann, ben; expected a first line source'],
    ['an unknown column', 'source,target,colour\na,b,red\n', 'ties.csv:1: the column "colour" is not known'],
    ['a doubled column', 'source,target,target\na,b,c\n', 'ties.csv:1: the column "target" stands there twice'],
    ['no ties', 'source,target\n', 'ties.csv: it has no ties; expected a line for each'],
    ['a cell too few', 'source,target,weight\na,b\n', 'ties.csv:2: it has 2 cells, and there are 3 columns'],
    ['a cell too many', 'source,target\na,b\nc,d,e\n', 'ties.csv:3: it has 3 cells, and there are 2 columns'],
    ['nobody', 'source,target\na,\n', 'ties.csv:2: there is no target; expected the id or name of an agent'],
    ['a loop', 'source,target\na,b\n\na,a\n', 'ties.csv:4: "a" is tied to itself; expected ties between two'],
    ['a doubled tie', 'source,target\na,b\nb,c\nb,a\n', 'ties.csv:4: "b" and "a" are tied in line 2 already'],
    [
      'a weight in words',
      'source,target,weight\na,b,much\n',
      'ties.csv:2: the weight is "much"; expected a number above 0',
    ],
    ['a weight of 0', 'source,target,weight\na,b,0\n', 'ties.csv:2: the weight is "0"'],
    ['no weight', 'source,target,weight\na,b,\n', 'ties.csv:2: the weight is ""'],
    ['an open quote', 'source,target\na,b\n"c,d\n', 'ties.csv:3: a quote is opened and never closed'],
  ])('should tell of %s', async (_, text, says) => {
    await expect(read(text)).rejects.toThrow(says);
  });

  it('should refuse the same way twice even where both ways are one tie', async () => {
    const run = read('source,target\na,b\na,b\n', { directed: 'symmetrise' });

    await expect(run).rejects.toThrow('"a" and "b" are tied in line 2 already');
  });

  it('should tell of a node that is no agent, and which may be meant', async () => {
    const run = read('source,target\nann,benn\n', { agents: ['ann', 'ben'] });

    await expect(run).rejects.toThrow(
      'the network ties.csv has a node "benn", which is none of the 2 agents; expected nodes that are called as the ' +
        'agents. Did you mean "ben"?',
    );
  });

  it('should refuse an agent given twice, and a label', async () => {
    await expect(read('source,target\na,b\n', { agents: ['a', 'b', 'a'] })).rejects.toThrow('"a" is given twice');
    await expect(read('source,target\na,b\n', { label: 'name' })).rejects.toThrow('has no attribute "name"');
  });

  it('should tell of a file that is not there, and of one of another kind', async () => {
    await expect(readNetwork(join(emptyFolder(), 'none.csv'))).rejects.toThrow('there is no such file');
    await expect(readNetwork('ties.xlsx')).rejects.toThrow(
      'ties.xlsx: a file that ends in .xlsx is no network; expected .csv for an edge list, .graphml or .xml for GraphML',
    );
    await expect(readNetwork('ties')).rejects.toThrow('the name of the file has no ending');
  });
});
