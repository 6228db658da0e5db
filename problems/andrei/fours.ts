/** Functions made of copies of a function of four variables. */
import { blocks, over, plus, power, square, times } from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

export const inFours: Definition[] = [
  {
    name: "Extended Powell",
    start: inTurn(3, -1, 0, 1),
    terms: [over(blocks(4), ([a, b, c, d]) =>
      plus(
        square([a + 10 * b, 1, 10, 0, 0]),
        times(5, square([c - d, 0, 0, 1, -1])),
        power(4, [b - 2 * c, 0, 1, -2, 0]),
        times(10, power(4, [a - d, 1, 0, 0, -1])),
      ))],
    minimum: 0,
  },
  {
    name: "Extended Wood",
    start: inTurn(-3, -1, -3, -1),
    terms: [over(blocks(4), ([a, b, c, d]) =>
      plus(
        times(100, square([a ** 2 - b, 2 * a, -1, 0, 0])),
        square([a - 1, 1, 0, 0, 0]),
        times(90, square([c ** 2 - d, 0, 0, 2 * c, -1])),
        square([1 - c, 0, 0, -1, 0]),
        times(10.1, square([b - 1, 0, 1, 0, 0])),
        times(10.1, square([d - 1, 0, 0, 0, 1])),
        [19.8 * (b - 1) * (d - 1), 0, 19.8 * (d - 1), 0, 19.8 * (b - 1)],
      ))],
    minimum: 0,
  },
];
