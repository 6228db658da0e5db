/**
 * NIST's Statistical Reference Datasets, read from their files.
 *
 * @module
 */
/** The eleven linear problems. */
export const linearProblems = [
  "Norris",
  "Pontius",
  "NoInt1",
  "NoInt2",
  "Filip",
  "Longley",
  "Wampler1",
  "Wampler2",
  "Wampler3",
  "Wampler4",
  "Wampler5",
];

/** The 27 nonlinear problems, in NIST's order of difficulty. */
export const nonlinearProblems = [
  "Misra1a",
  "Chwirut2",
  "Chwirut1",
  "Lanczos3",
  "Gauss1",
  "Gauss2",
  "DanWood",
  "Misra1b",
  "Kirby2",
  "Hahn1",
  "Nelson",
  "MGH17",
  "Lanczos1",
  "Lanczos2",
  "Gauss3",
  "Misra1c",
  "Misra1d",
  "Roszman1",
  "ENSO",
  "MGH09",
  "Thurber",
  "BoxBOD",
  "Rat42",
  "MGH10",
  "Eckerle4",
  "Rat43",
  "Bennett5",
];

/** What both kinds of problem have. */
interface Certified {
  name: string;
  y: Float64Array;
  /** The predictors, a column each. */
  x: Float64Array[];
  /** The certified estimates. */
  estimates: Float64Array;
  /** Their certified standard deviations. */
  standardErrors: Float64Array;
  residualStandardDeviation: number;
}

/** A linear problem. */
export interface LinearProblem extends Certified {
  intercept: boolean;
  /** The power of x up to which the model goes; 1 if it is linear in its predictors. */
  degree: number;
}

/** A nonlinear problem. */
export interface NonlinearProblem extends Certified {
  /** NIST's two starts: far from the solution, and near. */
  starts: [Float64Array, Float64Array];
}

/** Reads a problem from problems/nist/data/linear. */
export function readLinear(name: string): LinearProblem {
  const { text, y, x } = readData("linear", name);
  const rows = matches(text, /^ +B(\d+) +(\S+) +(\S+) *$/gm);
  const intercept = rows[0][0] === 0;
  return {
    name,
    y,
    x,
    intercept,
    degree: x.length === 1 ? rows.length - Number(intercept) : 1,
    estimates: column(rows, 1),
    standardErrors: column(rows, 2),
    residualStandardDeviation: after(text, /Residual\s+Standard Deviation +(\S+)/),
  };
}

/** Reads a problem from problems/nist/data/nonlinear. */
export function readNonlinear(name: string): NonlinearProblem {
  const { text, y, x } = readData("nonlinear", name);
  const rows = matches(text, /^ +b(\d+) += +(\S+) +(\S+) +(\S+) +(\S+) *$/gm);
  return {
    name,
    y,
    x,
    starts: [column(rows, 1), column(rows, 2)],
    estimates: column(rows, 3),
    standardErrors: column(rows, 4),
    residualStandardDeviation: after(text, /Residual Standard Deviation: +(\S+)/),
  };
}

/** Correct digits of a value: -log10 of its relative error, at most `cap`; 0 if it has none. */
export function digits(value: number, certified: number, cap = 15): number {
  const error = Math.abs(value - certified) / (Math.abs(certified) || 1);
  return Number.isNaN(error) ? 0 : Math.min(Math.max(-Math.log10(error), 0), cap);
}

/** The correct digits of the worst of some values. */
export function fewestDigits(
  values: Float64Array,
  certified: Float64Array,
  cap?: number,
): number {
  return Math.min(...values.map((value, i) => digits(value, certified[i], cap)));
}

function readData(kind: string, name: string) {
  const text = Deno.readTextFileSync(
    new URL(`./data/${kind}/${name}.dat`, import.meta.url),
  );
  const rows = text.slice(text.lastIndexOf("Data:")).split("\n").slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const x = rows[0].slice(1).map((_, j) => column(rows, j + 1));
  return { text, y: column(rows, 0), x };
}

function matches(text: string, pattern: RegExp): number[][] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1).map(Number));
}

function after(text: string, pattern: RegExp): number {
  return Number(text.match(pattern)?.[1]);
}

function column(rows: number[][], j: number): Float64Array {
  return Float64Array.from(rows, (row) => row[j]);
}
