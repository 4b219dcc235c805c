/** One level of a step function that never falls. */
interface Block {
  sum: number;
  weight: number;
  count: number;
}

/**
 * The values nearest to the given ones in weighted squares that never fall (Ayer, Brunk, Ewing, Reid, Silverman 1955): what
 * falls is pooled with what comes before it.
 *
 * @param weights Positive, one a value.
 */
export function isotonic(values: readonly number[], weights: readonly number[]): readonly number[] {
  const blocks: Block[] = [];
  values.forEach((value, at) => {
    const weight = weights[at] as number;
    let block: Block = { sum: value * weight, weight, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && levelOf(last) > levelOf(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
    }
    blocks.push(block);
  });
  return blocks.flatMap((block) => Array.from({ length: block.count }, () => levelOf(block)));
}

function levelOf({ sum, weight }: Block): number {
  return sum / weight;
}
