/**
 * ClickHouse's arrays as vectors. Its analysis of a query takes a time that grows with the square of the aggregates and their
 * arguments, and faster with functions of a lambda: thousands of sums take minutes before the first row is read. One sum of arrays takes
 * none.
 *
 * @module
 */
import type { Products, Vectors } from "../dialect.ts";

/** Products of a row that one lambda makes: more would not stay in a processor's cache, fewer be too many lambdas. */
const together = 2000;

/** Vectors are arrays; `-ForEach` aggregates them element by element. */
export const arrays: Vectors = {
  of: (names) => `[${names.join(", ")}]`,
  dot: (names, coefficients, [x, b]) =>
    `arraySum(arrayMap((${x}, ${b}) -> ${x} * ${b}, [${names.join(", ")}], [${
      coefficients.join(", ")
    }]))`,
  scaled: (vector, factor, x) => `arrayMap(${x} -> ${x} * ${factor}, ${vector})`,
  each: (aggregate, vector, { element, becomes }) =>
    `${aggregate}ForEach(${
      becomes === element ? vector : `arrayMap(${element} -> ${becomes}, ${vector})`
    })`,
  products,
  // Where there are no rows, there are no elements either.
  resized: (vector, size) => `arrayResize(${vector}, ${size})`,
};

/** The left vector times the right one turned by 0, 1, ... elements: half way round, every pair has met. */
function products(left: string, right: string, size: number): Products[] {
  const turns = Array.from({ length: Math.floor(size / 2) + 1 }, (_, turn) => turn);
  const count = Math.max(1, Math.floor(together / size));
  const twice = `arrayConcat(${right}, ${right})`;
  const turned = (turn: number) =>
    turn === 0 ? right : `arraySlice(${twice}, ${turn + 1}, ${size})`;
  const joined = (vectors: string[]) =>
    vectors.length === 1 ? vectors[0] : `arrayConcat(${vectors.join(", ")})`;
  const blocks: Products[] = [];
  for (let first = 0; first < turns.length; first += count) {
    const block = turns.slice(first, first + count);
    const arguments_ = [joined(block.map(() => left)), joined(block.map(turned))];
    blocks.push({
      text: `sumForEach(arrayMap((l, r) -> l * r, ${arguments_.join(", ")}))`,
      pairs: block.flatMap((turn) =>
        Array.from({ length: size }, (_, i): [number, number] => [i, (i + turn) % size])
      ),
    });
  }
  return blocks;
}
