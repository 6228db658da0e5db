/**
 * ClickHouse's arrays as vectors. For every aggregate and for every lambda, the analysis of a query goes over all columns that were
 * computed before, and drops them one by one: with thousands of sums, or of columns between, that takes minutes before the first
 * row is read. So a design is one array from the first, few lambdas make its products, and few sums are of arrays.
 *
 * @module
 */
import type { Aggregate, Products, Vectors } from "../dialect.ts";
import { numbers } from "./clickhouse_literals.ts";

/** Products of a row that one lambda makes: more leave a processor's cache, fewer are more lambdas to analyse. */
const together = 4000;

/** Vectors are arrays; `-ForEach` aggregates them element by element. */
export const arrays: Vectors = {
  // Sums of so few numbers take less time a row than those of arrays do, unless blocks are small, and are soon analysed.
  least: 32,
  of: (names) => `[${names.join(", ")}]`,
  dot: (vector, coefficients) =>
    `arraySum(arrayMap((x, b) -> x * b, ${vector}, ${numbers(coefficients)}))`,
  moved: (vector, shift, scale) =>
    `arrayMap((x, m, s) -> (assumeNotNull(x) - m) / s, ${vector}, ${numbers(shift)}, ${
      numbers(scale)
    })`,
  map: (vector, element, becomes) => `arrayMap(${element} -> ${becomes}, ${vector})`,
  each,
  products,
};

/** If there are no rows, there are no elements either, until it is resized. */
function each(aggregate: Aggregate, vector: string, size: number): string {
  return `arrayResize(${aggregate}ForEach(${vector}), ${size})`;
}

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
    const pairs = block.flatMap((turn) =>
      Array.from({ length: size }, (_, i): [number, number] => [i, (i + turn) % size])
    );
    const text = each("sum", `arrayMap((x, y) -> x * y, ${arguments_.join(", ")})`, pairs.length);
    blocks.push({ text, pairs });
  }
  return blocks;
}
