import { DOMParser, ParseError, type Document, type Element } from '@xmldom/xmldom';
import { mistake, weightIn, type Directed, type FileEdge } from './file-edges.js';

/** How a GraphML file is read. */
export interface GraphmlReading {
  readonly directed: Directed;
  /** Name of the node attribute that says what a node is called. Default its `id`. */
  readonly label?: string;
}

/** What a GraphML file says of one graph. */
export interface GraphmlContent {
  readonly nodes: readonly string[];
  readonly edges: readonly FileEdge[];
}

/**
 * Nodes and edges of a GraphML file (Brandes et al. 2002, Graph Drawing, LNCS 2265:501): of one graph, neither nested nor
 * with hyperedges. The edge attribute `weight` is read; other attributes are not.
 *
 * @throws MesocosmError (usage) naming the line, what is wrong in it and what was expected.
 */
export function graphmlIn(path: string, text: string, { directed, label }: GraphmlReading): GraphmlContent {
  const root = rootOf(path, text);
  const graph = graphIn(root, path);
  const labels = label === undefined ? undefined : attributeIn(root, { domain: 'node', name: label, path });
  const calls = new Map<string, string>();
  const called = new Set<string>();
  for (const node of childrenOf(graph, 'node')) {
    const where = placeOf(node, path);
    const id = attribute(node, 'id', where);
    const name = labels === undefined ? id : (labels(node) ?? '').trim();
    if (name === '') throw mistake(where, `the node "${id}" has no ${label}`, 'what it is called');
    if (calls.has(id)) throw mistake(where, `the node "${id}" is there twice`, 'each node once');
    if (called.has(name)) throw mistake(where, `a second node is called "${name}"`, 'names that differ');
    calls.set(id, name);
    called.add(name);
  }
  if (calls.size === 0) throw mistake(placeOf(graph, path), 'the graph has no nodes', 'at least one');
  const weights = attributeIn(root, { domain: 'edge', name: 'weight' });
  const nodeAt = (edge: Element, end: string): string => {
    const where = placeOf(edge, path);
    const id = attribute(edge, end, where);
    const name = calls.get(id);
    if (name === undefined) throw mistake(where, `the edge leads to "${id}", which is no node of the file`, 'the id of a node'); // prettier-ignore
    return name;
  };
  const edges = childrenOf(graph, 'edge').map((edge): FileEdge => {
    if (directed === 'refuse' && isDirected(edge, graph, path)) throw hasDirection(edge, path);
    const line = edge.lineNumber ?? 1;
    const weight = weights?.(edge);
    const found = { source: nodeAt(edge, 'source'), target: nodeAt(edge, 'target'), line };
    return weight === undefined ? found : { ...found, weight: weightIn(weight, placeOf(edge, path)) };
  });
  return { nodes: [...calls.values()], edges };
}

/** @throws MesocosmError (usage) where the text is no XML, or no GraphML. */
function rootOf(path: string, text: string): Element {
  let document: Document;
  let first: string | undefined;
  try {
    const stop = (level: string, message: string): void => {
      if (level === 'warning') return;
      first ??= message.split('\n')[0]?.trim();
      throw new Error(message);
    };
    document = new DOMParser({ onError: stop }).parseFromString(text.replace(/^\ufeff/, ''), 'text/xml');
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { lineNumber } = (error.locator ?? {}) as { readonly lineNumber?: number };
    const where = `${path}:${Math.max(1, lineNumber ?? 1)}`;
    throw mistake(where, `it is not XML (${first ?? error.message})`, 'a GraphML file');
  }
  const root = document.documentElement;
  if (root?.localName === 'graphml') return root;
  throw mistake(path, `it is XML of the kind <${root?.localName}>`, 'GraphML, in <graphml>', 'export it as GraphML');
}

function graphIn(root: Element, path: string): Element {
  const [graph, second] = childrenOf(root, 'graph');
  if (graph === undefined) throw mistake(path, 'it holds no <graph>', 'one');
  if (second !== undefined) throw mistake(placeOf(second, path), 'a second <graph> begins', 'one graph a file', 'split the file'); // prettier-ignore
  const [nested] = graph.getElementsByTagNameNS('*', 'graph');
  if (nested !== undefined) throw mistake(placeOf(nested, path), 'a graph is nested in another', 'one flat graph');
  const [hyper] = childrenOf(graph, 'hyperedge');
  if (hyper !== undefined) throw mistake(placeOf(hyper, path), 'a hyperedge ties more than two', 'edges between two');
  const direction = attribute(graph, 'edgedefault', placeOf(graph, path));
  if (direction === 'directed' || direction === 'undirected') return graph;
  throw mistake(placeOf(graph, path), `edgedefault is "${direction}"`, '"undirected" or "directed"');
}

/** Reads an attribute that `<key>` declares, with its default. @throws MesocosmError (usage) where it must be there. */
function attributeIn(
  root: Element,
  { domain, name, path }: { readonly domain: 'node' | 'edge'; readonly name: string; readonly path?: string },
): ((element: Element) => string | undefined) | undefined {
  const keys = childrenOf(root, 'key').filter((key) => [domain, 'all', null].includes(key.getAttribute('for')));
  // Some programs declare one a type, so several have the same name.
  const named = keys.filter((one) => one.getAttribute('attr.name') === name);
  if (named.length === 0) {
    if (path === undefined) return undefined;
    const there = keys.map((one) => one.getAttribute('attr.name')).join(', ') || 'none';
    throw mistake(path, `no attribute "${name}" of nodes is declared`, 'one of those that are', `There are: ${there}`);
  }
  const ids = named.map((key) => key.getAttribute('id'));
  const preset = named.flatMap((key) => childrenOf(key, 'default'))[0];
  return (element) => {
    const data = childrenOf(element, 'data').find((one) => ids.includes(one.getAttribute('key')));
    return (data ?? preset)?.textContent ?? undefined;
  };
}

function isDirected(edge: Element, graph: Element, path: string): boolean {
  const own = edge.getAttribute('directed');
  if (own === null) return graph.getAttribute('edgedefault') === 'directed';
  if (own === 'true' || own === 'false') return own === 'true';
  throw mistake(placeOf(edge, path), `directed is "${own}"`, '"true" or "false"');
}

function hasDirection(edge: Element, path: string): Error {
  const remedy = "make the graph undirected, or read it with directed: 'symmetrise', which makes each edge a tie";
  return mistake(placeOf(edge, path), 'the edge has a direction', 'ties without one', remedy);
}

function attribute(element: Element, name: string, where: string): string {
  const value = element.getAttribute(name);
  if (value !== null && value !== '') return value;
  throw mistake(where, `<${element.localName}> has no ${name}`, 'one');
}

function childrenOf(element: Element, name: string): readonly Element[] {
  const found: Element[] = [];
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 1 && (child as Element).localName === name) found.push(child as Element);
  }
  return found;
}

function placeOf(element: Element, path: string): string {
  return `${path}:${element.lineNumber ?? 1}`;
}
