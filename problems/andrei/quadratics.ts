/** Quadratic functions of which each term is of few variables. */
import { each, over, plus, square, times, windows } from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

const links = windows(2);
const first = () => [[1]];
const last = (n: number) => [[n]];

export const quadratics: Definition[] = [
  {
    name: "TRIDIA",
    start: inTurn(1),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b], i) => times(i + 1, square([2 * b - a, -1, 2]))),
    ],
    minimum: 0,
  },
  {
    name: "DQDRTIC",
    start: inTurn(3),
    terms: [
      over(
        windows(3),
        ([a, b, c]) => [a ** 2 + 100 * b ** 2 + 100 * c ** 2, 2 * a, 200 * b, 200 * c],
      ),
    ],
    minimum: 0,
  },
  {
    name: "Perturbed tridiagonal quadratic",
    start: inTurn(0.5),
    terms: [
      over(first, ([a]) => square([a, 1])),
      over(
        windows(3),
        ([a, b, c], i) => plus(times(i + 1, square([b, 0, 1, 0])), square([a + b + c, 1, 1, 1])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "DIXON3DQ",
    start: inTurn(-1),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => square([a - b, 1, -1])),
      over(last, ([a]) => square([a - 1, 1])),
    ],
    minimum: 0,
  },
  {
    name: "BIGGSB1",
    start: inTurn(0),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => square([b - a, -1, 1])),
      over(last, ([a]) => square([1 - a, -1])),
    ],
    minimum: 0,
  },
  {
    name: "Almost perturbed quadratic",
    start: inTurn(0.5),
    terms: [
      over(each, ([a], i) => times(i, square([a, 1]))),
      over((n) => [[1, n]], ([a, b]) => times(1 / 100, square([a + b, 1, 1]))),
    ],
    minimum: 0,
  },
];
