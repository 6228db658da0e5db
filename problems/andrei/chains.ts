/** Functions of which each term is of variables that follow one another. */
import { cosine, neighbours, over, plus, power, sine, square, times, windows } from "../terms.ts";
import { type Definition, inTurn } from "../test_function.ts";

const links = windows(2);
const first = () => [[1]];

export const chains: Definition[] = [
  {
    name: "Generalized Rosenbrock",
    start: inTurn(-1.2, 1),
    terms: [
      over(
        links,
        ([a, b]) => plus(times(100, square([b - a ** 2, -2 * a, 1])), square([1 - a, -1, 0])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "Generalized White and Holst",
    start: inTurn(-1.2, 1),
    terms: [
      over(
        links,
        ([a, b]) => plus(times(100, square([b - a ** 3, -3 * a ** 2, 1])), square([1 - a, -1, 0])),
      ),
    ],
    minimum: 0,
  },
  {
    name: "Generalized tridiagonal 1",
    start: inTurn(2),
    terms: [over(links, ([a, b]) => plus(square([a + b - 3, 1, 1]), power(4, [a - b + 1, 1, -1])))],
  },
  {
    name: "Generalized tridiagonal 2",
    start: inTurn(-1),
    terms: [
      over(
        neighbours,
        ([a, b, c]) =>
          square([(5 - 3 * b - b ** 2) * b - a - 3 * c + 1, -1, 5 - 6 * b - 3 * b ** 2, -3]),
      ),
    ],
  },
  {
    name: "Generalized PSC1",
    start: inTurn(3, 0.1),
    // sin^2 + cos^2 of the same variable: 1.
    terms: [over(links, ([a, b]) =>
      plus(
        square([a ** 2 + b ** 2 + a * b, 2 * a + b, 2 * b + a]),
        square(sine([a, 1, 0])),
        square(cosine([a, 1, 0])),
      ))],
    minimum: (n) => n - 1,
  },
  {
    name: "Extended tridiagonal 2",
    start: inTurn(1),
    terms: [over(links, ([a, b]) =>
      plus(
        square([a * b - 1, b, a]),
        [0.1 * (a + 1) * (b + 1), 0.1 * (b + 1), 0.1 * (a + 1)],
      ))],
  },
  {
    name: "FLETCHCR",
    start: inTurn(0),
    terms: [over(links, ([a, b]) => times(100, square([b - a + 1 - a ** 2, -1 - 2 * a, 1])))],
    minimum: 0,
  },
  {
    name: "Broyden tridiagonal",
    start: inTurn(-1),
    terms: [over(neighbours, ([a, b, c], i) =>
      // The first one as Andrei has it.
      i === 1
        ? square([3 * b - 2 * b ** 2, 0, 3 - 4 * b, 0])
        : square([3 * b - 2 * b ** 2 - a - 2 * c + 1, -1, 3 - 4 * b, -2]))],
  },
  {
    name: "EDENSCH",
    start: inTurn(0),
    terms: [
      () => 16,
      over(links, ([a, b]) =>
        plus(
          power(4, [a - 2, 1, 0]),
          square([a * b - 2 * b, b, a - 2]),
          square([b + 1, 0, 1]),
        )),
    ],
  },
  {
    name: "ENGVAL1",
    start: inTurn(2),
    terms: [
      over(links, ([a, b]) => plus(square([a ** 2 + b ** 2, 2 * a, 2 * b]), [-4 * a + 3, -4, 0])),
    ],
  },
  {
    name: "COSINE",
    start: inTurn(1),
    terms: [over(links, ([a, b]) => cosine([a ** 2 - b / 2, 2 * a, -1 / 2]))],
    minimum: (n) => 1 - n,
  },
  {
    name: "Generalized quartic",
    start: inTurn(1),
    terms: [over(links, ([a, b]) => plus(square([a, 1, 0]), square([b + a ** 2, 2 * a, 1])))],
    minimum: 0,
  },
  {
    name: "CUBE",
    start: inTurn(-1.2, 1),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => times(100, square([b - a ** 3, -3 * a ** 2, 1]))),
    ],
    minimum: 0,
  },
  {
    name: "NONSCOMP",
    start: inTurn(3),
    terms: [
      over(first, ([a]) => square([a - 1, 1])),
      over(links, ([a, b]) => times(4, square([b - a ** 2, -2 * a, 1]))),
    ],
    minimum: 0,
  },
];
